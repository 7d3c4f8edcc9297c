import { IconFile, IconHeadphones, IconPhoto, IconVideo } from "@tabler/icons-react";
import type { ReactElement } from "react";
import { bytes } from "./format";
import styles from "./MediaCard.module.css";

const icons = { image: IconPhoto, audio: IconHeadphones, video: IconVideo, document: IconFile };

interface Props {
  modality: keyof typeof icons;
  url?: string | null;
  reference?: string | null;
  mediaType?: string | null;
  size?: number | null;
  title?: string | null;
}

/** Embedded images are shown; media kept elsewhere is named and linked, never loaded. */
export function MediaCard({ modality, url, reference, mediaType, size, title }: Props): ReactElement {
  if (url && /^data:image\//i.test(url))
    return <img className={styles.image} src={url} alt={title ?? mediaType ?? "image in the message"} />;
  const Icon = icons[modality];
  const place = url?.startsWith("data:") ? "embedded" : (url ?? reference ?? "content was not recorded");
  const facts = [mediaType ?? modality, size == null ? null : bytes(size)].filter(Boolean).join(" · ");
  return (
    <span className={styles.card}>
      <Icon size={18} aria-hidden />
      <span className={styles.words}>
        <span>{title ?? facts}</span>
        <span className={styles.place} title={place}>
          {place}
        </span>
      </span>
      {url && /^https?:/i.test(url) && (
        <a href={url} target="_blank" rel="noopener noreferrer">
          open
        </a>
      )}
    </span>
  );
}
