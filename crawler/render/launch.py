"""How Chromium is started: nothing that leaves the machine other than through the filtering proxy, nothing drawn that no rule reads."""

from __future__ import annotations

# Playwright's own list of switched-off features (the last --disable-features wins, so it has to be repeated), then ours:
# error and crash reports are sent by the network service itself, past every interception.
_FEATURES_OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "PreconnectToSearch",
    "Reporting",
    "NetworkErrorLogging",
    "DocumentReporting",
    "SpareRendererForSitePerProcess",
)

ARGUMENTS = (
    "--disable-features=" + ",".join(_FEATURES_OFF),
    # Names are resolved by the proxy only; this also closes DNS prefetch and any connection that would bypass the proxy.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--dns-prefetch-disable",
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    # Nothing is secret in this browser, so frames of other sites share the page's process: half the processes.
    "--disable-site-isolation-trials",
    "--renderer-process-limit=2",
    # The last --blink-settings wins too: a mouse, as Playwright has it, and no images.
    "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4,imagesEnabled=false",
    "--disable-remote-fonts",
    "--disable-gpu",
    "--disable-software-rasterizer",
    "--disable-3d-apis",
    "--disable-notifications",
    "--disable-file-system",
    "--deny-permission-prompts",
    "--disable-speech-api",
    "--disable-print-preview",
    "--js-flags=--max-old-space-size=384",
)

# Popups are blocked by the browser unless a click of ours opens one; Playwright switches that protection off.
IGNORED_DEFAULTS = ("--disable-popup-blocking", "--disable-ipc-flooding-protection", "--enable-unsafe-swiftshader")

# Without these `<-loopback>` the browser goes to loopback addresses directly, past the proxy.
PROXY_BYPASS = "<-loopback>"
