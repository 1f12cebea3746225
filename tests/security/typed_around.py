"""Ways to type somebody's own number, mailbox or postcode so that a check may overlook it, with other inputs than the form's cases."""

WAYS = (
    # Letters for digits, digits of other writings, words.
    "O77OO 9OO I23", "077oo-9oo-l23", "٠٧٧٠٠ ٩٠٠ ١٢٣", "০৭৭০০ ৯০০১২৩", "⁰⁷⁷⁰⁰ ⁹⁰⁰¹²³", "𝟘𝟟𝟟𝟘𝟘 𝟡𝟘𝟘𝟙𝟚𝟛", "➊ 07700 900123", "〇七七〇〇 九〇〇一二三",
    "oh seven seven double zero, nine double zero, one two three", "oh-double-seven-double-oh-nine-hundred-one-two-three",
    "07700 nine hundred 123", "077ooo9ooo1", "Zero Seven Seven Zero Zero / Nine Zero Zero / One Two Three", "dim saith saith dim dim naw dim dim un dau tri",
    "صفر سات سات صفر صفر نو صفر صفر ایک دو تین", "plus forty-four seventy-seven zero zero nine hundred one two three",
    # Signs, lines, blank letters, codes and tags between.
    "07700:900123", "07700\n900123", "- 07700\n- 900\n- 123", "07700, 900, 123", "(07700)\t[900]\t{123}", "07700 ★ 900 ★ 123", "07700\u3164\u3164900123",
    "07700&zwnj;900&shy;123", "0&#x200c;7700&#32;900&#00045;123", "07700<br/>900123", "07700<b>9</b>00123", "07700 n<b></b>ine zer<b></b>o zer<b></b>o on<b></b>e tw<b></b>o 3", "07700%20900%20123",
    "[07700](https://a.example)900123", "[ring](sms:+44%207700%20900123)", "call07700900123now", "07700 and 900123",
    # Mailboxes.
    "anna.bloggs at gmail.com", "anna dot bloggs at gmail dot com", "anna.bloggs [AT] gmail [DOT] com", "anna.bloggs(a)gmail.com", "anna.bloggsⓐgmail.com",
    "anna.bloggs ﹫ gmail．com", "anna.bloggs@\ngmail.com", "anna.bloggs%40gmail%2Ecom", "anna.bloggs_at_gmail_dot_com", "anna.bloggs at-sign gmail full stop com",
    "anna.bloggs@gmail,com", "anna.bloggs+tea@gmail.com", "аnnа.bloggs@gmail.com", "anna.bloggs<i>@</i>gmail.com", "us. anna.bloggs @ gmail . com. Come",
    # Postcodes.
    "LS7, 9ZZ", "LS7\n9ZZ", "L S 7 9 Z Z", "(LS7) 9ZZ", "LЅ7 9ZZ", "ls7<wbr>9zz", "LS7 &ndash; 9ZZ",
)  # fmt: skip
