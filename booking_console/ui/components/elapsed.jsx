import { useEffect, useState } from "react";

// Seconds that go on between two messages of the server. It counts from what the server said, so the browser's clock does not matter.
export function Elapsed({ seconds, className }) {
  const [shown, setShown] = useState(seconds);

  useEffect(() => {
    const began = performance.now();
    const tick = () => setShown(seconds + (performance.now() - began) / 1000);
    tick();
    const timer = setInterval(tick, 200);
    return () => clearInterval(timer);
  }, [seconds]);

  const words = shown < 60 ? `${shown.toFixed(1)} s` : `${Math.floor(shown / 60)} min ${Math.floor(shown % 60)} s`;
  return <span className={className}>{words}</span>;
}
