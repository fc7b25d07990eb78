"""By hand: every page of the variants through axe-core, in Chromium, and html-validate.

    npm install --prefix 文件夹 axe-core puppeteer-core html-validate
    python -m tests.web.audit 文件夹

Both need npm and the network once, so that the suite has checks of its own (`test_page.py`).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from gongwen import cli
from tests.project import ROOT

_AXE = """\
const [chromium, ...files] = process.argv.slice(1);
const source = require('fs').readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
(async () => {
  const browser = await require('puppeteer-core').launch(
    { executablePath: chromium, args: ['--no-sandbox'], headless: 'new' });
  let found = 0;
  for (const file of files) {
    const page = await browser.newPage();
    await page.setBypassCSP(true);
    await page.goto('file://' + file);
    await page.evaluate(source);
    for (const each of (await page.evaluate(() => axe.run())).violations) {
      found += 1;
      console.log(file, each.id, each.help, each.nodes[0].html.slice(0, 200));
    }
    await page.close();
  }
  console.log(`axe-core: ${files.length} pages, ${found} violations`);
  await browser.close();
  process.exit(found ? 1 : 0);
})();
"""


def main(modules: Path) -> int:
    """1 where either finds anything."""
    chromium = shutil.which("chromium") or "chromium"
    with tempfile.TemporaryDirectory() as made:
        content = str(ROOT / "tests" / "variants")
        cli.main(["build", "--content", content, "--output", made, "--format", "html"])
        files = [str(path) for path in sorted(Path(made).rglob("*.html"))]
        axe = subprocess.run(["node", "-e", _AXE, chromium, *files], cwd=modules, check=False)
        rules = [
            "npx",
            "html-validate",
            "--preset",
            "recommended",
            "--rule",
            "no-inline-style:off",
        ]
        valid = subprocess.run([*rules, *files], cwd=modules, check=False)
    return int(bool(axe.returncode or valid.returncode))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
