# Untested until someone builds it with a Docker engine; see README.

# hnswlib-node compiles on install, so the first stage needs a C++ toolchain.
FROM node:22-bookworm AS install
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:22-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY --from=install /app/node_modules ./node_modules
COPY package.json ./
COPY src ./src
COPY scripts ./scripts
COPY data/interviews ./data/interviews
COPY data/lexicon ./data/lexicon
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
CMD ["node", "--import", "tsx", "src/main.ts"]
