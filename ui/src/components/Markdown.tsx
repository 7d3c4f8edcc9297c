import type { ReactElement } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { MediaCard } from "./MediaCard";
import styles from "./Markdown.module.css";

const plugins = [remarkGfm];
const components: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ),
  img: ({ src, alt }) => <MediaCard url={src} modality="image" title={alt} />,
  p: "div",
};

/** Text from models and users: markdown is rendered, HTML in it stays text. */
export function Markdown({ text }: { text: string }): ReactElement {
  return (
    <div className={styles.prose}>
      <ReactMarkdown remarkPlugins={plugins} components={components} urlTransform={safeUrl}>
        {text}
      </ReactMarkdown>
    </div>
  );
}

function safeUrl(url: string, key: string): string {
  if (/^(https?:|mailto:)/i.test(url)) return url;
  return key === "src" && /^data:image\//i.test(url) ? url : "";
}
