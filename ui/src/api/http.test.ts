import { describe, expect, it, vi } from "vitest";
import { Refusal, serve } from "../../test/server";
import { http, queryString, rememberCsrf, whenSignedOut } from "./http";
import { ProblemError } from "./problem";

describe("http", () => {
  it("sends the CSRF token with writes only", async () => {
    const log = serve({ "GET /projects": () => ({ items: [] }), "POST /projects": () => ({}) });
    rememberCsrf("token");
    await http.get("/projects");
    await http.post("/projects", { name: "a" });
    expect(log.map((asked) => asked.headers.get("stet-csrf"))).toEqual([null, "token"]);
  });

  it("throws the server's problem in its own words", async () => {
    serve({
      "GET /x": () =>
        new Refusal(409, {
          title: "Taken",
          detail: "The name is taken.",
          fix: "Choose another.",
          requestId: "r1",
        }),
    });
    const error: unknown = await http.get("/x").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).body).toMatchObject({
      status: 409,
      fix: "Choose another.",
      requestId: "r1",
    });
  });

  it("makes a problem of an answer that is not one", async () => {
    vi.stubGlobal("fetch", () =>
      Promise.resolve(new Response("<html>Bad gateway</html>", { status: 502, statusText: "Bad Gateway" })),
    );
    await expect(http.get("/x")).rejects.toThrow("The server answered 502 Bad Gateway");
  });

  it("says so when no answer comes", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(http.get("/x")).rejects.toThrow("No answer came from the stet server.");
  });

  it("tells when the session is over, but not about a wrong password", async () => {
    serve({
      "GET /projects": () => new Refusal(401, { title: "Not signed in" }),
      "POST /session": () => new Refusal(401, { title: "No" }),
    });
    const over = vi.fn();
    whenSignedOut(over);
    await http.post("/session", {}, { signingIn: true }).catch(() => undefined);
    expect(over).not.toHaveBeenCalled();
    await http.get("/projects").catch(() => undefined);
    expect(over).toHaveBeenCalledOnce();
  });

  it("repeats a parameter that has several values", () => {
    expect(queryString({ model: ["a", "b"], q: "", limit: 5, tag: undefined })).toBe(
      "?model=a&model=b&limit=5",
    );
  });
});
