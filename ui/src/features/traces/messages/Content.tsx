import { Fragment, type ReactElement } from "react";
import { JsonTree } from "../../../components/JsonTree";
import type { Rendering } from "./ContentTab";
import { isMessages, isNothing } from "./content";
import { MessageView } from "./MessageView";
import styles from "./MessageView.module.css";
import { TextView } from "./TextView";

export function Content({ value, rendering }: { value: unknown; rendering: Rendering }): ReactElement {
  if (isNothing(value)) return <p className="muted">nothing recorded</p>;
  if (isMessages(value))
    return (
      <Fragment>
        {value.map((message, index) => (
          <MessageView key={index} message={message} rendering={rendering} />
        ))}
      </Fragment>
    );
  return (
    <div className={styles.message}>
      {typeof value === "string" ? (
        <TextView text={value} rendering={rendering} />
      ) : (
        <JsonTree value={value} />
      )}
    </div>
  );
}
