export interface ProblemBody {
  type?: string;
  title: string;
  status: number;
  detail?: string;
  fix?: string;
  requestId?: string;
  errors?: { field: string; detail: string }[];
}

/** A refusal from the server, in words the reader can act on. */
export class ProblemError extends Error {
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.detail ?? body.title);
    this.name = "ProblemError";
    this.body = body;
  }

  get status(): number {
    return this.body.status;
  }
}

export async function problemOf(response: Response): Promise<ProblemError> {
  const requestId =
    response.headers.get("stet-request-id") ?? response.headers.get("x-request-id") ?? undefined;
  const text = await response.text();
  try {
    const body = JSON.parse(text) as Partial<ProblemBody>;
    return new ProblemError({ requestId, title: response.statusText, ...body, status: response.status });
  } catch {
    return new ProblemError({
      title: `The server answered ${response.status} ${response.statusText}`.trim(),
      detail: text.startsWith("<") ? undefined : text.slice(0, 500) || undefined,
      status: response.status,
      requestId,
    });
  }
}

export function unreachable(): ProblemError {
  return new ProblemError({
    title: "The server cannot be reached",
    detail: "No answer came from the stet server.",
    fix: "Check that it is running and that this browser can reach it, then try again.",
    status: 0,
  });
}

export function brokenOff(): ProblemError {
  return new ProblemError({
    title: "The connection broke off",
    detail: "The stet server stopped answering before the end.",
    fix: "What came so far is shown. Try again.",
    status: 0,
  });
}
