# The image: Node, the libraries it needs, the production dependencies of the lock file, and dist. Nothing else: no shell,
# no npm, no package manager. docs/operations.md says how large each layer is.
#
#   docker build --tag kube-shields .
#   docker run --rm --read-only --env OTHER_SHIELDS=None --publish 8080:8080 \
#     --volume ~/.kube/config:/kubeconfig:ro --env KUBECONFIG=/kubeconfig kube-shields
#
# The same Node as package.json's devDependency, with which everything is tested.
# Pass the digest too, as the release does: --build-arg NODE_IMAGE=node:24.21.0-bookworm-slim@sha256:… Renovate writes it here.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

# Once, on the builder's own architecture: what it makes is JavaScript.
FROM --platform=$BUILDPLATFORM ${NODE_IMAGE} AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY tools tools
COPY src src
RUN npm run build

# For each architecture: Node and its libraries differ.
FROM ${NODE_IMAGE} AS assemble
WORKDIR /build
COPY package.json package-lock.json LICENSE ./
RUN npm ci --omit=dev --ignore-scripts
COPY --from=build /build/dist dist
COPY tools/assemble-image.ts tools/
RUN node tools/assemble-image.ts /image

FROM scratch
COPY --from=assemble /image/system/ /
COPY --from=assemble /image/dependencies/ /
COPY --from=assemble /image/product/ /
WORKDIR /app
ENV PATH=/usr/local/bin NODE_ENV=production
USER 65532:65532
EXPOSE 8080 9090
# Without the flag, a signal that any process of the container may send opens the inspector.
CMD ["node", "--disable-sigusr1", "dist/main.js"]
