const key = "stet-project";

export const rememberProject = (name: string): void => localStorage.setItem(key, name);
export const lastProject = (): string | null => localStorage.getItem(key);
