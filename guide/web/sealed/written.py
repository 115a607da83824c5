"""The content of a token in few bytes.

It is a text, compressed against a fixed list of ids, and perhaps a receipt behind it.
"""

from __future__ import annotations

import zlib

_IDS = (
    b"aarsag=autisme-adhd,doevblind,fysisk,hjerneskade,hoerelse,ingen,misbrug,psykisk,sociale,syn,tale,udviklingshaemn"
    b"ing,ved-ikke;alder=0-15;alder=16-17;alder=18-25;alder=26-64;alder=65-pension;alder=pension;alder=ved-ikke;arbejd"
    b"sevne=ikke;arbejdsevne=ordinaert;arbejdsevne=stoettet;arbejdsevne=ved-ikke;arbejdsleder=ja;arbejdsleder=nej;arbe"
    b"jdsleder=ved-ikke;barn-handicap=ja;barn-handicap=nej;barn-handicap=ved-ikke;behov=aflastning,andet,arbejde,behan"
    b"dling,bolig,hjaelpemidler,kommunikation,personlig-pleje,post-oekonomi,praktisk,raad,samvaer,struktur,ud-af-huset"
    b",uddannelse,udgifter,undervisning,ved-ikke;bolig=bofaellesskab;bolig=egen;bolig=familie;bolig=ingen;bolig=laenge"
    b"revarende-botilbud;bolig=midlertidigt-botilbud;bolig=ved-ikke;botid=periode;botid=varigt;botid=ved-ikke;dagtilbu"
    b"d=beskyttet;dagtilbud=ingen;dagtilbud=samvaer;dagtilbud=stu;dagtilbud=ved-ikke;enlig=ja;enlig=nej;enlig=ved-ikke"
    b";faerdes=ja;faerdes=nej;faerdes=ved-ikke;har-ledsagelse=ja;har-ledsagelse=nej;har-ledsagelse=ved-ikke;hjaelpere="
    b"ja;hjaelpere=nej;hjaelpere=ved-ikke;hjemme-nok=ja;hjemme-nok=nej;hjemme-nok=ved-ikke;hvem=barn;hvem=mig;hvem=ved"
    b"-ikke;hvem=voksen;ledsagelse=ledsager;ledsagelse=paedagogisk;ledsagelse=ved-ikke;pension-2003=ja;pension-2003=ne"
    b"j;pension-2003=ved-ikke;soeskende=ja;soeskende=nej;soeskende=ved-ikke;stoettebehov=en-til-en;stoettebehov=fuldst"
    b"aendigt;stoettebehov=hoejt;stoettebehov=intet;stoettebehov=let;stoettebehov=moderat;stoettebehov=ved-ikke;transp"
    b"ort=ja;transport=nej;transport=ved-ikke;udgifter=mellem;udgifter=over;udgifter=under;udgifter=ved-ikke;ungdomsud"
    b"dannelse=ja;ungdomsuddannelse=nej;ungdomsuddannelse=ved-ikke;varig=ja;varig=nej;varig=ved-ikke;ved-ikke;4o24;koe"
    b"benhavn;alder=26-64;4o24;helsingoer;alder=26-64;"
)
_IDS_OF_3 = (
    b"hvem=mig;voksen;barn;alder=0-15;16-17;18-25;26-64;65-pension;pension;behov=raad,struktur,post-oekonomi,praktisk,"
    b"personlig-pleje,ud-af-huset,samvaer,kommunikation,arbejde,uddannelse,undervisning,bolig,udgifter,aflastning,"
    b"behandling,hjaelpemidler,andet;aarsag=fysisk,psykisk,udviklingshaemning,autisme-adhd,hjerneskade,syn,hoerelse,"
    b"doevblind,tale,misbrug,sociale,ingen;stoettebehov=intet;let;moderat;hoejt;fuldstaendigt;en-til-en;bolig=egen;"
    b"familie;bofaellesskab;midlertidigt-botilbud;laengerevarende-botilbud;botid=periode;varigt;arbejdsevne=ordinaert;"
    b"stoettet;ikke;dagtilbud=ingen;beskyttet;samvaer;stu;udgifter=under;mellem;over;ledsagelse=ledsager;paedagogisk;"
    b"pension-2003=nej;barn-handicap=ja;soeskende=ja;enlig=ja;hjaelpere=ja;arbejdsleder=ja;ungdomsuddannelse=nej;"
    b"transport=ja;faerdes=nej;hjemme-nok=nej;varig=ja;ved-ikke;"
    b"helsingoer;koebenhavn;3o24;koebenhavn;aarsag=3o24;helsingoer;aarsag="
)
# A token can only be read with the list that it was made with, so a longer list needs a new version. The version
# before stays, for as long as there may be links of it: a guide that is replaced in mid-interview loses nobody.
_LISTS = {"4": _IDS, "3": _IDS_OF_3}


def compress(text: str) -> bytes:
    """A text of the newest version."""
    compressor = zlib.compressobj(level=9, wbits=-15, zdict=_IDS)
    return compressor.compress(text.encode()) + compressor.flush()


def decompress(plain: bytes, version: str) -> tuple[str, bytes]:
    """The text, empty by another list, and what is behind."""
    reader = zlib.decompressobj(wbits=-15, zdict=_LISTS[version])
    try:
        return reader.decompress(plain, 10_000).decode(), reader.unused_data
    except (zlib.error, UnicodeDecodeError):
        return "", b""
