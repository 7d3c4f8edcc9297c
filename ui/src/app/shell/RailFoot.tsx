import { IconKeyboard } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { systemQuery } from "../../api/system";
import { rateWords, type Currency } from "../../components/Currency";
import { Simulated } from "../../components/Simulated";
import styles from "./Rail.module.css";
import { ThemeToggle } from "./ThemeToggle";
import { UserMenu } from "./UserMenu";

export function RailFoot({ rate, onHelp }: { rate?: Currency; onHelp: () => void }): ReactElement {
  const { data: system } = useQuery(systemQuery);
  return (
    <div className={styles.foot}>
      {system?.demo && (
        <div className={styles.demo}>
          <Simulated /> <span className="muted">demo traffic</span>
        </div>
      )}
      {rate && (
        <div className={styles.rate} title="Costs are US dollars; people are shown them at this rate">
          ≈ {rateWords(rate)}
        </div>
      )}
      <button type="button" className={styles.item} onClick={onHelp} aria-label="Keyboard help">
        <IconKeyboard size={16} stroke={1.7} aria-hidden />
        <span className={styles.label}>Keyboard (?)</span>
      </button>
      <ThemeToggle />
      <UserMenu />
    </div>
  );
}
