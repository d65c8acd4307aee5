import { defineConfig } from "vite";

export default defineConfig({
  base: "/app/",
  build: {
    emptyOutDir: true,
    target: "es2022",
    // Every file has an address of its own: a data address would need another content security policy.
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    // Every supported browser knows modulepreload; the polyfill would be one more script.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
