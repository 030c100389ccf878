import { useEffect } from "react";

// Says to console.js that the page has come alive: from now on its links and buttons act.
export function Listening() {
  useEffect(() => { document.documentElement.dataset.listens = "yes"; }, []);
  return null;
}
