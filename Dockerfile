# Untested until someone builds it with a Docker engine; see README.

# hnswlib-node and better-sqlite3 compile on install, so the first stage needs a C++ toolchain, which this image has.
FROM node:22-bookworm AS install
WORKDIR /app
COPY . .
RUN npm ci --omit=dev

FROM node:22-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY --from=install /app/node_modules ./node_modules
COPY package.json package-lock.json ./
COPY src ./src
COPY scripts ./scripts
COPY data/interviews ./data/interviews
COPY data/lexicon ./data/lexicon
COPY data/names ./data/names
COPY data/reader.json ./data/reader.json
# The user that runs the program may not write here, so the bundle is made now.
RUN node scripts/launch.js --build-only && mkdir /data && chown node:node /data
USER node
VOLUME /data
# SIGTERM ends the bot after it has finished what is in hand.
STOPSIGNAL SIGTERM
CMD ["node", "scripts/launch.js", "main"]
