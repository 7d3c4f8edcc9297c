import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = "http://127.0.0.1:7070";

export default defineConfig({
  plugins: [react()],
  server: { proxy: { "/api": server, "/health": server } },
  build: { target: "es2022", chunkSizeWarningLimit: 700 },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    testTimeout: 30_000,
    setupFiles: ["test/setup.ts"],
    reporters: ["default", "junit"],
    outputFile: { junit: "target/surefire-reports/TEST-vitest.xml" },
    css: { modules: { classNameStrategy: "non-scoped" } },
  },
});
