# Says whether HAProxy answers, and gives it the certificate that is mounted. The kubelet changes the files when cert-manager
# has renewed the certificate, but HAProxy reads them only when it starts. Connections stay open.
# Arguments: the file of the certificate, next to which its key ends with `.key`, and the port of HAProxy's commands.
set -eu
file=$1
port=$2

ask() {
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf '%s\n' "$1" >&3
  cat <&3
  exec 3>&-
}

mounted=$(sed -n '/-BEGIN CERTIFICATE-/,/-END CERTIFICATE-/{/-END CERTIFICATE-/q;/-BEGIN/!p}' "$file" | base64 -d | sha1sum)
mounted=${mounted%% *}
known=$(ask "show ssl cert $file" | sed -n 's/^SHA1 FingerPrint: //p')
[ -n "$known" ] || exit 1
[ "$known" != "${mounted^^}" ] || exit 0

# The end of what is given is an empty line.
ask "set ssl cert $file <<
$(sed '/^$/d' "$file" "$file.key")
"
answer=$(ask "commit ssl cert $file")
echo "$answer"
case $answer in *Success*) ;; *) ask "abort ssl cert $file"; exit 1 ;; esac
