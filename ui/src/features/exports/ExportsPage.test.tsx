import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show } from "../../../test/render";
import { serve } from "../../../test/server";
import type { ExportSchedule } from "../../api/types";
import { ExportsPage } from "./ExportsPage";

const schedule: ExportSchedule = {
  version: 3,
  enabled: true,
  format: "parquet",
  every: "hour",
  delayMinutes: 60,
  destination: {
    kind: "s3",
    region: "eu-central-1",
    bucket: "telemetry",
    prefix: "stet",
    accessKeyId: "AKIA1",
  },
  secretSet: true,
  next: "2026-11-23T12:00:00Z",
  dueAt: "2026-11-23T14:00:00Z",
  lastDone: {
    slice: "2026-11-23T11:00:00Z",
    at: "2026-11-23T13:00:01Z",
    parts: 2,
    spans: 51_000,
    scores: 7,
    bytes: 4_200_000,
  },
  updatedAt: "2026-11-23T10:00:00Z",
  updatedBy: "admin",
};

describe("the exports page", () => {
  it("says how far the exports are and why one failed", async () => {
    serve({
      "GET /projects/demo/export-schedule": () => ({
        foldersAllowed: false,
        schedule: {
          ...schedule,
          failure: {
            at: "2026-11-23T14:00:00Z",
            reason: "bucket 'telemetry': AccessDenied",
            attempts: 2,
            retryAt: "2026-11-23T14:03:00Z",
          },
        },
      }),
    });
    show(<ExportsPage project="demo" />);
    expect(await screen.findByText(/51,000 spans, 7 scores/)).toBeVisible();
    expect(screen.getByRole("alert")).toHaveTextContent("failed 2 times");
    expect(screen.getByRole("alert")).toHaveTextContent("AccessDenied");
    expect(screen.getByRole("button", { name: "Try again now" })).toBeEnabled();
  });

  it("keeps the saved secret when none is typed", async () => {
    const log = serve({
      "GET /projects/demo/export-schedule": () => ({ foldersAllowed: false, schedule }),
      "PUT /projects/demo/export-schedule": ({ body }) => body,
      "POST /projects/demo/export-schedule/test": () => ({ works: false, detail: "no such bucket" }),
    });
    show(<ExportsPage project="demo" />);
    await userEvent.click(await screen.findByRole("button", { name: "Change" }));
    await userEvent.click(screen.getByRole("button", { name: "Test" }));
    expect(await screen.findByText("It does not work: no such bucket")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    const put = log.find(({ method }) => method === "PUT");
    expect(put?.body).toEqual({
      version: 3,
      enabled: true,
      format: "parquet",
      every: "hour",
      delayMinutes: 60,
      destination: {
        kind: "s3",
        region: "eu-central-1",
        bucket: "telemetry",
        prefix: "stet",
        accessKeyId: "AKIA1",
      },
    });
  });
});
