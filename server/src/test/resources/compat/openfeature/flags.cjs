// Resolves the live release by OpenFeature's own server SDK and its OFREP provider.
const { OpenFeature } = require("@openfeature/server-sdk");
const { OFREPProvider } = require("@openfeature/ofrep-provider");

async function main() {
  const provider = new OFREPProvider({
    baseUrl: process.env.STET_URL,
    headers: [["authorization", `Bearer ${process.env.STET_KEY}`]],
  });
  await OpenFeature.setProviderAndWait(provider);
  const client = OpenFeature.getClient();
  const user = { targetingKey: "user-7" };
  const release = await client.getObjectDetails("billing-bot", {}, user);
  console.log(
    JSON.stringify({
      number: await client.getNumberValue("billing-bot@release", 0, user),
      staging: await client.getNumberValue("billing-bot@release", 0, { ...user, environment: "staging" }),
      model: release.value.manifest.steps.answer.model.name,
      variant: release.variant,
      reason: release.reason,
      metadata: release.flagMetadata,
      unknown: await client.getNumberDetails("nothing@release", 42, user),
    }),
  );
  await OpenFeature.close();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
