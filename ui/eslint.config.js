import { defineConfig, globalIgnores } from "eslint/config";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Import paths are relative, so the folder an import points into is in its text. */
function mayNotImport(files, regex, message) {
  return {
    files: [files],
    rules: { "no-restricted-imports": ["error", { patterns: [{ regex, message }] }] },
  };
}

const features = [
  "session",
  "home",
  "traces",
  "rollups",
  "errors",
  "keys",
  "providers",
  "projects",
  "people",
  "audit",
  "unmapped",
  "prices",
  "dashboards",
  "markers",
  "playground",
  "prompts",
  "registry",
  "releases",
  "datasets",
  "runs",
];

/** What a feature may use of others, as on the server. */
const uses = { playground: ["prompts"] };

export default defineConfig(
  globalIgnores(["dist", "target", "node_modules", "src/api/schema.d.ts"]),
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked, reactHooks.configs.flat["recommended-latest"]],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/only-throw-error": "off",
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "react-hooks/incompatible-library": "off",
    },
  },
  mayNotImport("src/api/**", "^(\\.\\./)+(components|features|app)/", "api imports nothing above it."),
  mayNotImport("src/components/**", "^(\\.\\./)+(features|app)/", "components never import features."),
  ...features.map((feature) =>
    mayNotImport(
      `src/features/${feature}/**`,
      `^(\\.\\./)+(app|(features/)?(${features.filter((other) => other !== feature && !uses[feature]?.includes(other)).join("|")}))/`,
      "Features meet only in app/routes.",
    ),
  ),
);
