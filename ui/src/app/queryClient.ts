import { QueryClient } from "@tanstack/react-query";
import { ProblemError } from "../api/problem";

const isAnswer = (error: Error): boolean =>
  error instanceof ProblemError && error.status >= 400 && error.status < 500;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: (failures, error) => failures < 2 && !isAnswer(error), refetchOnWindowFocus: false },
  },
});
