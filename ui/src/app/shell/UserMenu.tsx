import { Menu } from "@mantine/core";
import { IconKey, IconLogout, IconUser } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactElement } from "react";
import { ChangePassword } from "../../features/session/ChangePassword";
import { sessionQuery, useSignOut } from "../../features/session/queries";
import styles from "./Rail.module.css";

export function UserMenu(): ReactElement {
  const { data: session } = useQuery(sessionQuery);
  const navigate = useNavigate();
  const signOut = useSignOut(() => void navigate({ to: "/sign-in", search: {} }));
  const [changing, setChanging] = useState(false);
  return (
    <>
      <Menu position="right-end">
        <Menu.Target>
          <button type="button" className={styles.item} aria-label={`${session?.user.name ?? ""}, user menu`}>
            <IconUser size={16} stroke={1.7} aria-hidden />
            <span className={styles.label}>{session?.user.name}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{session?.user.administrator ? "Administrator" : "Member"}</Menu.Label>
          <Menu.Item leftSection={<IconKey size={14} />} onClick={() => setChanging(true)}>
            Change password
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={14} />} onClick={() => signOut.mutate()}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {changing && <ChangePassword onClose={() => setChanging(false)} />}
    </>
  );
}
