import { Fragment, type ReactElement } from "react";
import { TextLink } from "../../components/TextLink";
import styles from "./FolderPath.module.css";

interface Props {
  root: string;
  folder?: string;
  onFolder: (folder?: string) => void;
}

/** Where in the folders the list is, and the way back up. */
export function FolderPath({ root, folder, onFolder }: Props): ReactElement | null {
  if (folder === undefined) return null;
  const segments = folder.split("/");
  return (
    <nav className={styles.path} aria-label="Folders">
      <TextLink onClick={() => onFolder(undefined)}>{root}</TextLink>
      {segments.map((segment, i) => (
        <Fragment key={i}>
          <span className="muted">/</span>
          {i === segments.length - 1 ? (
            <strong>{segment}</strong>
          ) : (
            <TextLink onClick={() => onFolder(segments.slice(0, i + 1).join("/"))}>{segment}</TextLink>
          )}
        </Fragment>
      ))}
    </nav>
  );
}
