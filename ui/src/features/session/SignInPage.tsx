import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useEffect, useRef, useState, type ReactElement } from "react";
import { ProblemError } from "../../api/problem";
import { Wordmark } from "../../components/Wordmark";
import { useSignIn } from "./queries";
import styles from "./SignInPage.module.css";

export function SignInPage({ token, onSignedIn }: { token?: string; onSignedIn: () => void }): ReactElement {
  const [name, setName] = useState("admin");
  const [password, setPassword] = useState("");
  const { mutate, error, isPending } = useSignIn(onSignedIn);
  const posted = useRef(false);
  useEffect(() => {
    if (!token || posted.current) return;
    posted.current = true;
    mutate({ token });
  }, [token, mutate]);
  return (
    <main className={styles.page}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          mutate({ name, password });
        }}
      >
        <h1 className={styles.mark}>
          <Wordmark size={34} />
        </h1>
        <p className={styles.line}>Let it stand.</p>
        <TextInput
          size="sm"
          label="Name"
          autoComplete="username"
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <PasswordInput
          size="sm"
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {error && (
          <div className={styles.problem} role="alert">
            {wordsFor(error, token !== undefined && password === "")}
          </div>
        )}
        <Button type="submit" size="sm" loading={isPending} fullWidth>
          Sign in
        </Button>
        <p className="muted">
          The first start prints a one-time sign-in link. <span className="mono">STET_ADMIN_PASSWORD</span>{" "}
          sets the password.
        </p>
      </form>
    </main>
  );
}

function wordsFor(error: Error, byLink: boolean): string {
  if (byLink) return `This link no longer works (${error.message}). Sign in with the password instead.`;
  if (error instanceof ProblemError && error.status === 401) return "Name and password do not match.";
  if (error instanceof ProblemError && error.status === 429) return `Too many attempts. ${error.message}`;
  return error.message;
}
