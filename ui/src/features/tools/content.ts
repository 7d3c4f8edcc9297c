/** What a tool begins with: its own name, and no parameters yet. */
export const starter = (name: string): unknown => ({
  name: (name.split("/").at(-1) ?? name).replace(/[^\w-]/g, "_"),
  description: "",
  parameters: { type: "object", properties: {}, required: [] },
});
