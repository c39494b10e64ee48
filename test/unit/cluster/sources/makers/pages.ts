/** A page of a phone, as its web server prints it. */
export interface PageOf {
  readonly model?: string;
  readonly device?: string;
  readonly mac?: string;
  /** Labels and values of the rows about lists, in order. */
  readonly rows: readonly (readonly [label: string, value: string])[];
  /** Labels of other rows, in another language. */
  readonly labels?: { readonly mac: string; readonly host: string; readonly address: string };
}

const english = { mac: 'MAC address', host: 'Host name', address: 'IP address' };

/** 78xx and 88xx: all on a few long lines. */
export function page88xx({
  model = 'CP-8851',
  device = 'SEP00A01B2C3D4E',
  mac = device.slice(3),
  rows,
  labels = english,
}: PageOf): string {
  const row = (label: string, value: string): string =>
    `<TR><TD><B> ${label}</B></TD><td width=20></TD><TD><B>${value.replaceAll('-', '&#x2D;')}</B></TD></TR>`;
  return `<HTML>
<HEAD><META http-equiv="Content-Type" content="text/html; charset=utf-8"><TITLE>Cisco Systems, Inc.</TITLE>
</HEAD>
<BODY bgcolor="#FFFFFF"><TABLE BORDER="1"><TR>
<td><A HREF="http://www.cisco.com"><IMG SRC="/FS/Logo.png"></A></TD><td><p ALIGN=center><B>Network setup</B><p><B>Cisco IP Phone ${model} ( ${device} )</FONT></FONT></B></TD>
</TR>
<TR><td><TABLE><TR><TD><a href="/CGI/Java/Serviceability?adapter=device.statistics.device">Device information</A></TD></TR></TABLE>
</TD>
<td VALIGN=top><DIV ALIGN=center>
<TABLE BORDER="0">${row(labels.mac, mac)}${row(labels.host, device)}${row(labels.address, '192.0.2.77')}${row('TFTP server 1', '192.0.2.9')}${rows.map(([label, value]) => row(label, value)).join('')}${row('TVS', 'cucm-1.example.net')}${row('TFTP server', 'cucm-1.example.net')}${row('IPv6 address', '::')}</TABLE></DIV></TD></TR></TABLE></BODY></HTML>`;
}

/** 8945: each cell on a line of its own. */
export function page8945({ device = 'SEP00A01B2C3D4E', mac = device.slice(3), rows }: PageOf): string {
  const row = (label: string, value: string): string =>
    `<tr>\n<td><b>${label}</b></td>\n<td width="20"></td>\n<td><b>${value}</b></td>\n</tr>`;
  return `<html><head><title>Cisco Systems, Inc.</title></head>
<body><table><tbody><tr>
<td><p align="center"><b><font size="4">Cisco IP Phone CP-8945(</font></b> <font><strong>${device}</strong> </font><b>)</b></p></td>
</tr>
<tr><td>
<table><tbody>
${[['DHCP Server', '192.0.2.9'], ['MAC Address', mac], ['Host Name', device], ['IP Address', '192.0.2.78'], ...rows]
  .map(([label = '', value = '']) => row(label, value))
  .join('\n')}
</tbody></table></td></tr></tbody></table></body></html>`;
}
