/** Loaded when a command asks a server: every other one would wait for the client at its start and never use it. */
export const loadClients = () => import("./clients.ts");
