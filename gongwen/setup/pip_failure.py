"""What pip's failures mean, in Chinese, for people who have never seen pip.

Read before anything is installed, so it imports the standard library only.
"""

from __future__ import annotations

import sys
import sysconfig

NO_NETWORK = """\
下载程序要用的组件时连不上网络。请检查网络或代理后重新运行；已经装好的部分会重新安装，不会留下半套环境。
上不了网的电脑：在另一台系统和 Python 版本相同、能上网的电脑上运行 make offline，
把得到的 wheels/ 文件夹整个拷到这里（与 build.py 放在一起），再重新运行。"""
MISSING_WHEEL = """\
wheels/ 文件夹里没有这台电脑（{platform}，Python {version}）要用的组件：{package}。
请在系统和 Python 版本相同、能上网的电脑上运行 make offline，把得到的 wheels/ 整个拷来；
这台电脑能上网的，删掉 wheels/ 再运行即可。"""
NO_SUCH_WHEEL = """\
找不到这台电脑（{platform}，Python {version}）能用的组件：{package}。
请改用 Python 3.11 至 3.14，并确认 pip 所用的镜像站是完整的、没有落后。"""
WRONG_HASH = """\
下载到的组件与 {lock} 里登记的校验值不一致，为安全起见没有安装。
多半是镜像站或 wheels/ 里的文件不完整或被改动过：
请换一个镜像站，或者重新生成 wheels/，再运行一次。"""
DISK_FULL = "磁盘空间不够，没有装完。请腾出约 300 MB 空间后重新运行。"
UNKNOWN = """\
运行环境没有装好。下面是安装程序最后的几行话，全文在 {log}：
{tail}"""

# Words of pip, and of the libraries inside it, that only an unreachable index calls forth.
_NETWORK_SIGNS = (
    "ConnectionError",
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeout",
    "ReadTimeout",
    "Read timed out",
    "ProxyError",
    "SSLError",
    "Max retries exceeded",
    "Connection reset",
    "Could not fetch URL",
)


def explain_failure(said: str, *, lock: str, from_wheels: bool, log: str) -> str:
    """What went wrong and what to do, from all that pip printed.

    `lock` is the requirements file it was given, `from_wheels` whether it was confined to the
    wheels/ folder, `log` where the whole of `said` can be read.
    """
    if "No space left on device" in said:
        return DISK_FULL
    if "DO NOT MATCH THE HASHES" in said:
        return WRONG_HASH.format(lock=lock)
    _, found, after = said.partition("No matching distribution found for ")
    package = after.split(maxsplit=1)[0] if found else ""
    here = {
        "platform": sysconfig.get_platform(),
        "version": f"{sys.version_info.major}.{sys.version_info.minor}",
        "package": package,
    }
    if package and from_wheels:
        return MISSING_WHEEL.format(**here)
    if any(sign in said for sign in _NETWORK_SIGNS):
        return NO_NETWORK
    if package:
        return NO_SUCH_WHEEL.format(**here)
    tail = "\n".join(f"  {line}" for line in said.splitlines()[-8:])
    return UNKNOWN.format(log=log, tail=tail)
