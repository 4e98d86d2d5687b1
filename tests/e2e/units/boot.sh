#!/usr/bin/env bash
# boot.sh BUILD OUT: boots systemd in namespaces of its own, on a copy of this machine's root that goes away again, with an
# installation of BUILD, and has the units serve. OUT gets what happened. Needs root, overlayfs and cgroup2; says so with 77.
# What is seen of the units is written by probe.sh, which runs inside as a unit of its own and turns the machine off.
set -euo pipefail
build=$(realpath "$1")
out=$(realpath -m "$2")
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
cannot() {
  echo "cannot: $1"
  exit 77
}

if [[ ${3:-} != inside ]]; then
  [[ $(id -u) == 0 && -x /usr/lib/systemd/systemd ]] || cannot "needs root and the package systemd"
  rm -rf "$out"
  mkdir -p "$out"
  # A group of its own, so that systemd sees this as the whole tree and nothing outside is touched.
  mkdir "$out/cgroup"
  mount -t cgroup2 none "$out/cgroup" 2>/dev/null || cannot "no cgroup2"
  group=$out/cgroup/hotline-units-$$
  mkdir "$group"
  status=0
  (
    echo "$BASHPID" >"$group/cgroup.procs"
    exec timeout --kill-after=5 240 unshare --pid --fork --kill-child --mount --cgroup --uts --ipc --net "$0" "$build" "$out" inside
  ) || status=$?
  find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || true
  umount "$out/cgroup"
  exit "$status"
fi

root=$out/root
mkdir "$out/layer" "$root"
mount -t tmpfs none "$out/layer"
mkdir "$out/layer/upper" "$out/layer/work"
mount -t overlay overlay -o "lowerdir=/,upperdir=$out/layer/upper,workdir=$out/layer/work" "$root" || cannot "no overlayfs"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup" || cannot "no cgroup2 of its own"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null zero full random urandom tty; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
ln -s /proc/self/fd "$root/dev/fd"
ln -s fd/0 "$root/dev/stdin"
ln -s fd/1 "$root/dev/stdout"
ln -s fd/2 "$root/dev/stderr"
mkdir "$root/dev/shm" "$root/dev/pts" "$root/run/out"
mount -t tmpfs tmpfs "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
mount --bind "$out" "$root/run/out"
ip link set lo up 2>/dev/null || true

cmake --install "$build" --prefix "$root/usr" >"$out/install.log"
# The units and settings name the prefix that they were installed with.
sed -i "s:$root/usr:/usr:g" "$root"/usr/lib/systemd/system/hotline* "$root"/usr/share/hotline/ops/config/*
cp "$here/probe.sh" "$root/usr/bin/hotline-probe"
chroot "$root" /bin/bash /usr/bin/hotline-probe prepare >"$out/prepare.log" 2>&1 || {
  tail -n 20 "$out/prepare.log"
  exit 1
}
# A real root and not a chroot: systemd gives units namespaces of their own below it.
cd "$root"
mkdir -p run/outside
pivot_root . run/outside
exec >/run/out/systemd.log 2>&1 </dev/null
umount -l /run/outside
mount --make-rshared / # as systemd has it on a machine: credentials are handed over by it
exec /usr/bin/env -i container=hotline-units PATH=/usr/sbin:/usr/bin:/sbin:/bin \
  /usr/lib/systemd/systemd --unit=hotline-probe.service --log-target=journal --show-status=no
