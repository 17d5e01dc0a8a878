// Renders ZPL as a printer would: node render.mjs FOLDER, where FOLDER/jobs.json lists { name, width, height, dotsPerMillimetre } in dots;
// NAME.zpl becomes NAME-0.png, NAME-1.png, ... one picture for each label.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ready } from "zpl-renderer-js";

const folder = process.argv[2];
const { api } = await ready;
for (const { name, width, height, dotsPerMillimetre } of JSON.parse(readFileSync(join(folder, "jobs.json"), "utf8"))) {
  const zpl = readFileSync(join(folder, `${name}.zpl`), "latin1");
  const labels = await api.zplToBase64MultipleAsync(zpl, width / dotsPerMillimetre, height / dotsPerMillimetre, dotsPerMillimetre);
  labels.forEach((png, at) => writeFileSync(join(folder, `${name}-${at}.png`), Buffer.from(png, "base64")));
}
process.exit(0);
