import { defineConfig, globalIgnores } from "eslint/config";
import importX from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const features = ["session", "home", "traces", "keys", "providers", "projects"];

export default defineConfig(globalIgnores(["dist", "target", "node_modules"]), {
  files: ["**/*.{ts,tsx}"],
  extends: [tseslint.configs.strictTypeChecked, reactHooks.configs.flat["recommended-latest"]],
  plugins: { "import-x": importX },
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  rules: {
    "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    "@typescript-eslint/no-confusing-void-expression": "off",
    "@typescript-eslint/only-throw-error": "off",
    "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
    "react-hooks/incompatible-library": "off",
    "import-x/no-restricted-paths": [
      "error",
      {
        basePath: import.meta.dirname,
        zones: [
          { target: "./src/components", from: ["./src/features", "./src/app"] },
          { target: "./src/api", from: ["./src/features", "./src/app", "./src/components"] },
          { target: "./src/features", from: "./src/app" },
          ...features.map((feature) => ({
            target: `./src/features/${feature}`,
            from: "./src/features",
            except: [`./${feature}`],
            message: "Features meet only in app/routes.",
          })),
        ],
      },
    ],
  },
});
