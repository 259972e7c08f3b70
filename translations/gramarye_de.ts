<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Catalog</name>
    <message>
        <source>brushwork</source>
        <translation>Pinselführung</translation>
    </message>
    <message>
        <source>Gramarye built-in</source>
        <translation>Gramarye, eingebaut</translation>
    </message>
    <message>
        <source>Always here and quick on any computer.</source>
        <translation>Immer da und auf jedem Rechner flott.</translation>
    </message>
    <message>
        <source>VGG-19 distilled</source>
        <translation>VGG-19, destilliert</translation>
    </message>
    <message>
        <source>Small and quick, with finer strokes than the built-in network.</source>
        <translation>Klein und flott, mit feineren Strichen als das eingebaute Netz.</translation>
    </message>
    <message>
        <source>VGG-19</source>
        <translation>VGG-19</translation>
    </message>
    <message>
        <source>The original network: the finest pictures, but slow.</source>
        <translation>Das Original: die feinsten Bilder, aber langsam.</translation>
    </message>
    <message>
        <source>palette</source>
        <translation>Palette</translation>
    </message>
    <message>
        <source>grain</source>
        <translation>Körnung</translation>
    </message>
    <message>
        <source>texture</source>
        <translation>Textur</translation>
    </message>
    <message>
        <source>strokes</source>
        <translation>Striche</translation>
    </message>
    <message>
        <source>motifs</source>
        <translation>Motive</translation>
    </message>
    <message>
        <source>forms</source>
        <translation>Formen</translation>
    </message>
    <message>
        <source>VGG-19, Caffe order</source>
        <translation>VGG-19, Caffe-Reihenfolge</translation>
    </message>
    <message>
        <source>The weights of the first style transfers, for those who have their file.</source>
        <translation>Die Gewichte der ersten Stilübertragungen, für alle, die deren Datei haben.</translation>
    </message>
    <message>
        <source>Gramarye built-in, the first</source>
        <translation>Gramarye, eingebaut (das erste)</translation>
    </message>
    <message>
        <source>For pictures that were begun with it.</source>
        <translation>Für Bilder, die damit begonnen wurden.</translation>
    </message>
</context>
<context>
    <name>EditText</name>
    <message>
        <source>Add style</source>
        <translation>Stil hinzufügen</translation>
    </message>
    <message>
        <source>Add styles</source>
        <translation>Stile hinzufügen</translation>
    </message>
    <message>
        <source>Remove style</source>
        <translation>Stil entfernen</translation>
    </message>
    <message>
        <source>Remove styles</source>
        <translation>Stile entfernen</translation>
    </message>
    <message>
        <source>Reorder styles</source>
        <translation>Stile umordnen</translation>
    </message>
    <message>
        <source>Replace style</source>
        <translation>Stil ersetzen</translation>
    </message>
    <message>
        <source>Content picture</source>
        <translation>Inhaltsbild</translation>
    </message>
    <message>
        <source>Start picture</source>
        <translation>Startbild</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Layer “%1”</source>
        <translation>Schicht „%1“</translation>
    </message>
    <message>
        <source>Style weights</source>
        <translation>Gewichte der Stile</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>What stays as it is</source>
        <translation>Was bleibt, wie es ist</translation>
    </message>
    <message>
        <source>Scale of a style</source>
        <translation>Maßstab eines Stils</translation>
    </message>
    <message>
        <source>Layers of a style</source>
        <translation>Schichten eines Stils</translation>
    </message>
    <message>
        <source>Part of a style</source>
        <translation>Teil eines Stils</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>no reason given</source>
        <translation>ohne Angabe von Gründen</translation>
    </message>
    <message>
        <source>“%1” is not there (any more): look whether it was moved or renamed.</source>
        <translation>„%1“ ist nicht (mehr) da: Bitte nachsehen, ob die Datei verschoben oder umbenannt wurde.</translation>
    </message>
    <message>
        <source>“%1” cannot be read (%2): check whether you may open this file.</source>
        <translation>„%1“ lässt sich nicht lesen (%2): Bitte prüfen, ob Sie diese Datei öffnen dürfen.</translation>
    </message>
    <message>
        <source>“%1” cannot be written (%2): choose another folder or make room.</source>
        <translation>„%1“ lässt sich nicht schreiben (%2): Bitte einen anderen Ordner wählen oder Platz schaffen.</translation>
    </message>
    <message>
        <source>“%1” is empty: take another copy of this picture.</source>
        <translation>„%1“ ist leer: Bitte eine andere Kopie dieses Bildes nehmen.</translation>
    </message>
    <message>
        <source>“%1” is damaged (%2): take another copy of this picture.</source>
        <translation>„%1“ ist beschädigt (%2): Bitte eine andere Kopie dieses Bildes nehmen.</translation>
    </message>
    <message>
        <source>“%1” is too large (%2 px): scale it down to at most 200 megapixels.</source>
        <translation>„%1“ ist zu groß (%2 px): Bitte auf höchstens 200 Megapixel verkleinern.</translation>
    </message>
    <message>
        <source>“%1” is not a weight file: choose a .safetensors or .pth file of a VGG-19 network.</source>
        <translation>„%1“ ist keine Gewichtsdatei: Bitte eine .safetensors- oder .pth-Datei eines VGG-19-Netzes wählen.</translation>
    </message>
    <message>
        <source>The weight file “%1” is damaged (%2): download it again.</source>
        <translation>Die Gewichtsdatei „%1“ ist beschädigt (%2): Bitte noch einmal herunterladen.</translation>
    </message>
    <message>
        <source>The weight file “%1” was refused because it asks to run a program (%2): take one from a source you trust.</source>
        <translation>Die Gewichtsdatei „%1“ wurde abgelehnt, weil sie ein Programm ausführen will (%2): Bitte eine aus vertrauenswürdiger Quelle nehmen.</translation>
    </message>
    <message>
        <source>“%1” does not hold a VGG-19 network (%2): choose another weight file.</source>
        <translation>„%1“ enthält kein VGG-19-Netz (%2): Bitte eine andere Gewichtsdatei wählen.</translation>
    </message>
    <message>
        <source>There is no network called “%1”: choose one of %2, or a weight file.</source>
        <translation>Ein Netz namens „%1“ gibt es nicht: Bitte eines von %2 oder eine Gewichtsdatei wählen.</translation>
    </message>
    <message>
        <source>The program&apos;s list of networks is damaged (%1 %2): install Gramarye again.</source>
        <translation>Das Netzverzeichnis des Programms ist beschädigt (%1 %2): Bitte Gramarye neu installieren.</translation>
    </message>
    <message>
        <source>There is no content picture yet: drop one into the content well.</source>
        <translation>Es fehlt noch ein Inhaltsbild: Bitte eines in das Inhaltsfeld ziehen.</translation>
    </message>
    <message>
        <source>There is no style picture yet: drop one into the style well.</source>
        <translation>Es fehlt noch ein Stilbild: Bitte eines in das Stilfeld ziehen.</translation>
    </message>
    <message>
        <source>This network does not have the layer %1: choose another layer or network.</source>
        <translation>Dieses Netz hat die Schicht %1 nicht: Bitte eine andere Schicht oder ein anderes Netz wählen.</translation>
    </message>
    <message>
        <source>The interrupted run belongs to other pictures or settings: start over.</source>
        <translation>Der unterbrochene Lauf gehört zu anderen Bildern oder Einstellungen: Bitte neu beginnen.</translation>
    </message>
    <message>
        <source>There is not enough memory for this picture: choose a smaller size or close other programs.</source>
        <translation>Der Arbeitsspeicher reicht für dieses Bild nicht aus: Bitte eine kleinere Größe wählen oder andere Programme schließen.</translation>
    </message>
    <message>
        <source>The picture fell apart at iteration %2: lower the boldness of a step or the layer weights, then start over.</source>
        <translation>Das Bild ist bei Iteration %2 zerfallen: Bitte die Schrittweite oder die Gewichte der Schichten verringern und neu beginnen.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program (%2): start over, and report this if it happens again.</source>
        <translation>Im Programm ist etwas schiefgegangen (%2): Bitte neu beginnen und den Fehler melden, wenn er wiederkommt.</translation>
    </message>
    <message>
        <source>The network “%1” is a part of the program: it needs no file and cannot be replaced or removed.</source>
        <translation>Das Netz „%1“ ist ein Teil des Programms: Es braucht keine Datei und lässt sich weder ersetzen noch entfernen.</translation>
    </message>
    <message>
        <source>“%1” is not the network it was taken for (%2 differs): choose another weight file or another network.</source>
        <translation>„%1“ ist nicht das Netz, für das es gehalten wurde (%2 weicht ab): Bitte eine andere Gewichtsdatei oder ein anderes Netz wählen.</translation>
    </message>
    <message>
        <source>The numbers in “%1” are not those of a trained network (%2): take another copy of this weight file.</source>
        <translation>Die Zahlen in „%1“ sind nicht die eines trainierten Netzes (%2): Bitte eine andere Kopie dieser Gewichtsdatei nehmen.</translation>
    </message>
    <message>
        <source>The networks&apos; folder “%1” cannot be written to (%2): make room or allow writing there, or name another folder in GRAMARYE_DATA_DIR.</source>
        <translation>In den Ordner der Netze „%1“ lässt sich nicht schreiben (%2): Bitte dort Platz schaffen oder das Schreiben erlauben oder in GRAMARYE_DATA_DIR einen anderen Ordner nennen.</translation>
    </message>
    <message>
        <source>There is not enough room on the disk for the network “%1” (%2): make room and try again.</source>
        <translation>Auf dem Datenträger ist nicht genug Platz für das Netz „%1“ (%2): Bitte Platz schaffen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The graphics card has too little memory for this picture: the processor goes on with it, more slowly.</source>
        <translation>Die Grafikkarte hat zu wenig Speicher für dieses Bild: Der Prozessor macht damit weiter, langsamer.</translation>
    </message>
    <message>
        <source>“%1” would send the network without encryption, so that anybody on the way could change it: use an address that begins with https.</source>
        <translation>„%1“ würde das Netz unverschlüsselt senden, sodass es unterwegs jeder ändern könnte: Bitte eine Adresse nehmen, die mit https beginnt.</translation>
    </message>
    <message>
        <source>“%1” is being downloaded by another Gramarye at this moment: wait for that one, or cancel it.</source>
        <translation>„%1“ wird gerade von einem anderen Gramarye heruntergeladen: Bitte darauf warten oder es dort abbrechen.</translation>
    </message>
    <message>
        <source>The connection to “%1” failed (%2): check that this computer is online and download again; it goes on where it stopped.</source>
        <translation>Die Verbindung zu „%1“ ist gescheitert (%2): Bitte prüfen, ob dieser Rechner online ist, und noch einmal herunterladen; es geht weiter, wo es aufgehört hat.</translation>
    </message>
    <message>
        <source>The connection to “%1” is not secure (%2): check this computer&apos;s date, or log in to this Wi-Fi in a web browser, then download again.</source>
        <translation>Die Verbindung zu „%1“ ist nicht sicher (%2): Bitte das Datum dieses Rechners prüfen oder sich im Browser bei diesem WLAN anmelden, dann noch einmal herunterladen.</translation>
    </message>
    <message>
        <source>The file is not to be found on “%1” (%2): look for a newer Gramarye, or get the weight file elsewhere and import it.</source>
        <translation>Die Datei ist auf „%1“ nicht zu finden (%2): Bitte nach einem neueren Gramarye sehen oder die Gewichtsdatei anderswo holen und importieren.</translation>
    </message>
    <message>
        <source>“%1” does not give the file away (%2): try again later, or get the weight file elsewhere and import it.</source>
        <translation>„%1“ gibt die Datei nicht heraus (%2): Bitte später noch einmal versuchen oder die Gewichtsdatei anderswo holen und importieren.</translation>
    </message>
    <message>
        <source>“%1” cannot send the file at the moment (%2): download again later; it goes on where it stopped.</source>
        <translation>„%1“ kann die Datei im Moment nicht senden (%2): Bitte später noch einmal herunterladen; es geht weiter, wo es aufgehört hat.</translation>
    </message>
    <message>
        <source>What came from “%1” is not a weight file, but perhaps a login page: log in to this Wi-Fi in a web browser, then download again.</source>
        <translation>Was von „%1“ kam, ist keine Gewichtsdatei, sondern vielleicht eine Anmeldeseite: Bitte im Browser bei diesem WLAN anmelden, dann noch einmal herunterladen.</translation>
    </message>
    <message>
        <source>“%1” does not send as much as it says (%2): download again later, or over another connection.</source>
        <translation>„%1“ sendet nicht so viel, wie es sagt (%2): Bitte später oder über eine andere Verbindung noch einmal herunterladen.</translation>
    </message>
    <message>
        <source>The file on “%1” keeps changing while it is downloaded: download again later.</source>
        <translation>Die Datei auf „%1“ ändert sich während des Herunterladens immer wieder: Bitte später noch einmal herunterladen.</translation>
    </message>
    <message>
        <source>The file on “%1” is not the one that was published (%2): do not use it, and download again later.</source>
        <translation>Die Datei auf „%1“ ist nicht die veröffentlichte (%2): Bitte nicht verwenden und später noch einmal herunterladen.</translation>
    </message>
    <message>
        <source>“%1” is not a device of this computer: leave the choice out or take one that the help lists.</source>
        <translation>„%1“ ist kein Gerät dieses Rechners: Bitte die Angabe weglassen oder eines nehmen, das die Hilfe nennt.</translation>
    </message>
    <message>
        <source>There is too little memory for L-BFGS: Adam, which needs less, goes on with the picture.</source>
        <translation>Für L-BFGS reicht der Arbeitsspeicher nicht: Adam kommt mit weniger aus und macht mit dem Bild weiter.</translation>
    </message>
    <message>
        <source>The network “%1” is not on this computer: download it in the window under “Networks…”, or with “gramarye networks download %1”.</source>
        <translation>Das Netz „%1“ ist nicht auf diesem Rechner: Bitte im Fenster unter „Netze…“ oder mit „gramarye networks download %1“ herunterladen.</translation>
    </message>
    <message>
        <source>The network “%1” is not on this computer and cannot be downloaded: if you have its weight file, drop that on the window, or add it with “gramarye networks import FILE --as %1”.</source>
        <translation>Das Netz „%1“ ist nicht auf diesem Rechner und lässt sich nicht herunterladen: Wer seine Gewichtsdatei hat, zieht sie auf das Fenster oder fügt sie mit „gramarye networks import FILE --as %1“ hinzu.</translation>
    </message>
    <message>
        <source>“%1” is not an address to download from: give one that begins with https, or import a weight file that is here already.</source>
        <translation>„%1“ ist keine Adresse zum Herunterladen: Bitte eine angeben, die mit https beginnt, oder eine vorhandene Gewichtsdatei importieren.</translation>
    </message>
    <message>
        <source>“%1” cannot be understood (%2): take another copy of this file.</source>
        <translation>„%1“ ist nicht zu verstehen (%2): Bitte eine andere Kopie dieser Datei nehmen.</translation>
    </message>
    <message>
        <source>“%1” was made by a newer Gramarye (format %2): get that one to open it.</source>
        <translation>„%1“ wurde mit einem neueren Gramarye gemacht (Format %2): Bitte dieses zum Öffnen verwenden.</translation>
    </message>
    <message>
        <source>“%1” is open in another Gramarye: close it there, or save under another name.</source>
        <translation>„%1“ ist in einem anderen Gramarye geöffnet: Bitte dort schließen oder unter einem anderen Namen speichern.</translation>
    </message>
    <message>
        <source>The picture “%1” is not where it was: show where it is now.</source>
        <translation>Das Bild „%1“ ist nicht mehr, wo es war: Bitte zeigen, wo es jetzt ist.</translation>
    </message>
    <message>
        <source>“%1” is not the picture it was any more: bring the old one back, or start over with this one.</source>
        <translation>„%1“ ist nicht mehr das Bild, das es war: Bitte das alte zurückholen oder mit diesem neu beginnen.</translation>
    </message>
    <message>
        <source>The video “%1” could not be made (%2): export numbered PNG pictures instead.</source>
        <translation>Das Video „%1“ ließ sich nicht erstellen (%2): Bitte stattdessen nummerierte PNG-Bilder exportieren.</translation>
    </message>
    <message>
        <source>“%1” could not be fetched from the web (%2): save the picture in the browser, then drop the file.</source>
        <translation>„%1“ ließ sich nicht aus dem Netz holen (%2): Bitte das Bild im Browser speichern und dann die Datei hierher ziehen.</translation>
    </message>
    <message>
        <source>There is too little memory to keep the state of this run: its picture is kept, but once stopped it cannot be continued. Close other programs or choose a smaller size.</source>
        <translation>Für den Stand dieses Laufs fehlt der Speicher: Sein Bild bleibt erhalten, aber einmal angehalten kann es nicht weitergehen. Andere Programme schließen oder eine kleinere Größe wählen.</translation>
    </message>
    <message>
        <source>“%1” reads back differently than it was written, so that what was there before was kept: check the drive and save to another place.</source>
        <translation>„%1“ liest sich anders zurück, als es geschrieben wurde; was vorher da war, ist deshalb noch da: Das Laufwerk prüfen und anderswo speichern.</translation>
    </message>
    <message>
        <source>There is no picture yet: start again, and export once there is one to see.</source>
        <translation>Es gibt noch kein Bild: Neu starten und exportieren, sobald eines zu sehen ist.</translation>
    </message>
    <message>
        <source>A pasted picture is too narrow for a result of any size: cut it to another shape.</source>
        <translation>Ein eingefügtes Bild ist zu schmal, welche Größe das Ergebnis auch hat: Bitte anders zuschneiden.</translation>
    </message>
    <message>
        <source>A pasted picture is too small or too narrow for this size of the result: choose %2 px or more.</source>
        <translation>Ein eingefügtes Bild ist zu klein oder zu schmal für diese Größe des Ergebnisses: Bitte %2 px oder mehr wählen.</translation>
    </message>
    <message>
        <source>“%1” is too narrow for a result of any size: cut it to another shape.</source>
        <translation>„%1“ ist zu schmal, welche Größe das Ergebnis auch hat: Bitte anders zuschneiden.</translation>
    </message>
    <message>
        <source>“%1” is too small or too narrow for this size of the result: choose %2 px or more.</source>
        <translation>„%1“ ist zu klein oder zu schmal für diese Größe des Ergebnisses: Bitte %2 px oder mehr wählen.</translation>
    </message>
    <message>
        <source>“%1” is there already and was not made by this job, so it is kept: name another file, or ask for the job to be done again (--again; “Make again”).</source>
        <translation>„%1“ ist schon da und nicht von diesem Auftrag, bleibt also erhalten: Bitte eine andere Datei nennen oder den Auftrag noch einmal ausführen lassen (--again; „Noch einmal machen“).</translation>
    </message>
    <message>
        <source>an unusual kind of BMP</source>
        <translation>eine ungewöhnliche Art von BMP</translation>
    </message>
    <message>
        <source>a Photoshop file (PSD)</source>
        <translation>eine Photoshop-Datei (PSD)</translation>
    </message>
    <message>
        <source>a GIMP file (XCF)</source>
        <translation>eine GIMP-Datei (XCF)</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>ein PDF-Dokument</translation>
    </message>
    <message>
        <source>a PostScript document</source>
        <translation>ein PostScript-Dokument</translation>
    </message>
    <message>
        <source>a JPEG 2000 picture</source>
        <translation>ein JPEG-2000-Bild</translation>
    </message>
    <message>
        <source>a camera&apos;s raw picture</source>
        <translation>das Rohbild einer Kamera</translation>
    </message>
    <message>
        <source>a video</source>
        <translation>ein Video</translation>
    </message>
    <message>
        <source>a zip archive or a document</source>
        <translation>ein ZIP-Archiv oder ein Dokument</translation>
    </message>
    <message>
        <source>a compressed file</source>
        <translation>eine gepackte Datei</translation>
    </message>
    <message>
        <source>a Git LFS pointer in place of the picture</source>
        <translation>ein Git-LFS-Zeiger anstelle des Bildes</translation>
    </message>
    <message>
        <source>an SVG drawing</source>
        <translation>eine SVG-Zeichnung</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>eine Webseite</translation>
    </message>
    <message>
        <source>a coarse version</source>
        <translation>eine grobe Fassung</translation>
    </message>
    <message>
        <source>“%1” is not a picture that can be read here: use PNG, JPEG, WebP, TIFF, GIF, HEIC, AVIF, JPEG XL or BMP.</source>
        <translation>„%1“ ist kein Bild, das hier gelesen werden kann: Bitte PNG, JPEG, WebP, TIFF, GIF, HEIC, AVIF, JPEG XL oder BMP verwenden.</translation>
    </message>
    <message>
        <source>“%1” is %2, which cannot be read here: use PNG, JPEG, WebP, TIFF, GIF, HEIC, AVIF, JPEG XL or BMP.</source>
        <translation>„%1“ ist %2, was hier nicht gelesen werden kann: Bitte PNG, JPEG, WebP, TIFF, GIF, HEIC, AVIF, JPEG XL oder BMP verwenden.</translation>
    </message>
    <message>
        <source>“%1” is cut short (%2 of it is there): take another copy of this picture.</source>
        <translation>„%1“ ist abgeschnitten (davon ist da: %2): Bitte eine andere Kopie dieses Bildes verwenden.</translation>
    </message>
    <message>
        <source>“%1” is cut short: %2 of it is there.</source>
        <translation>„%1“ ist abgeschnitten. Davon ist da: %2.</translation>
    </message>
    <message>
        <source>an unusual kind of TGA</source>
        <translation>eine ungewöhnliche Art von TGA</translation>
    </message>
    <message>
        <source>“%1” holds %2 pictures: the first one is taken.</source>
        <translation>„%1“ enthält %2 Bilder: Das erste wird genommen.</translation>
    </message>
    <message>
        <source>it is no folder</source>
        <translation>es ist kein Ordner</translation>
    </message>
    <message>
        <source>it is not open to you</source>
        <translation>er ist für Sie nicht offen</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>es ist ein Ordner</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>es ist keine Datei</translation>
    </message>
    <message>
        <source>“%1” would have %2 px on its longest side, and 16384 are the most: choose a lower resolution or smaller paper.</source>
        <translation>„%1“ hätte an der längsten Seite %2 px, mehr als 16384 geht nicht: Wählen Sie eine kleinere Auflösung oder kleineres Papier.</translation>
    </message>
    <message>
        <source>“%1” does not say how it was made: only pictures that Gramarye exported do.</source>
        <translation>„%1“ sagt nicht, wie es gemacht wurde: Das tun nur Bilder, die Gramarye exportiert hat.</translation>
    </message>
    <message>
        <source>a camera&apos;s raw picture (CR2)</source>
        <translation>das Rohbild einer Kamera (CR2)</translation>
    </message>
    <message>
        <source>a camera&apos;s raw picture (IIQ)</source>
        <translation>das Rohbild einer Kamera (IIQ)</translation>
    </message>
    <message>
        <source>a camera&apos;s raw picture (RAF)</source>
        <translation>das Rohbild einer Kamera (RAF)</translation>
    </message>
    <message>
        <source>a camera&apos;s raw picture (CR3)</source>
        <translation>das Rohbild einer Kamera (CR3)</translation>
    </message>
    <message>
        <source>a camera&apos;s raw picture (ORF)</source>
        <translation>das Rohbild einer Kamera (ORF)</translation>
    </message>
    <message>
        <source>a camera&apos;s raw picture (RW2)</source>
        <translation>das Rohbild einer Kamera (RW2)</translation>
    </message>
    <message>
        <source>a camera&apos;s raw picture (NEF)</source>
        <translation>das Rohbild einer Kamera (NEF)</translation>
    </message>
    <message>
        <source>a camera&apos;s raw picture (ARW)</source>
        <translation>das Rohbild einer Kamera (ARW)</translation>
    </message>
    <message>
        <source>a camera&apos;s raw picture (PEF)</source>
        <translation>das Rohbild einer Kamera (PEF)</translation>
    </message>
    <message>
        <source>a camera&apos;s raw picture (SRW)</source>
        <translation>das Rohbild einer Kamera (SRW)</translation>
    </message>
    <message>
        <source>a camera&apos;s raw picture (3FR)</source>
        <translation>das Rohbild einer Kamera (3FR)</translation>
    </message>
    <message>
        <source>a camera&apos;s raw picture (DNG)</source>
        <translation>das Rohbild einer Kamera (DNG)</translation>
    </message>
    <message>
        <source>“%1” is %2: export it as TIFF or JPEG with the camera&apos;s program first.</source>
        <translation>„%1“ ist %2: Bitte zuerst mit dem Programm der Kamera als TIFF oder JPEG exportieren.</translation>
    </message>
    <message>
        <source>“%1” is cut short (%2 of the file is there, of which nothing can be shown): take another copy of this picture.</source>
        <translation>„%1“ ist abgeschnitten (von der Datei ist da: %2, woraus sich nichts zeigen lässt): Bitte eine andere Kopie dieses Bildes verwenden.</translation>
    </message>
    <message>
        <source>The folder of “%1” takes no new files, so the old one was written over: an interruption would have lost both.</source>
        <translation>Der Ordner von „%1“ nimmt keine neuen Dateien an, deshalb wurde die alte überschrieben: Bei einer Unterbrechung wären beide verloren gewesen.</translation>
    </message>
    <message>
        <source>a part</source>
        <translation>ein Teil</translation>
    </message>
    <message>
        <source>There is not enough room on the disk for pictures that do not fit into memory (“%1” needs %2): make room, choose a smaller size, or let the run take more memory.</source>
        <translation>Für Bilder, die nicht in den Speicher passen, ist auf der Festplatte zu wenig Platz („%1“ braucht %2): schaffen Sie Platz, wählen Sie eine kleinere Größe oder erlauben Sie dem Lauf mehr Speicher.</translation>
    </message>
</context>
<context>
    <name>MaskText</name>
    <message>
        <source>The mask “%1” has another shape than “%2”: it is stretched.</source>
        <translation>Die Maske „%1“ hat eine andere Form als „%2“: Sie wird gestreckt.</translation>
    </message>
    <message>
        <source>The mask of “%1” is black all over: this style is left out.</source>
        <translation>Die Maske von „%1“ ist ganz schwarz: Dieser Stil bleibt weg.</translation>
    </message>
    <message>
        <source>The mask “%1” is black all over: the content stays as it is.</source>
        <translation>Die Maske „%1“ ist ganz schwarz: Der Inhalt bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>The mask “%1” has another shape than the texture: it is stretched.</source>
        <translation>Die Maske „%1“ hat eine andere Form als die Textur: Sie wird gestreckt.</translation>
    </message>
    <message>
        <source>“%1” has several colours: %2 of them, from the lightest on, are the regions of “%3” and the styles after it.</source>
        <translation>„%1“ hat mehrere Farben: %2 davon, von der hellsten an, sind die Regionen von „%3“ und der Stile danach.</translation>
    </message>
    <message>
        <source>painted</source>
        <comment>a mask</comment>
        <translation>gemalt</translation>
    </message>
</context>
<context>
    <name>NetworkText</name>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>installiert</translation>
    </message>
    <message>
        <source>not here</source>
        <translation>nicht hier</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>went on at %1</source>
        <translation>ab %1 fortgesetzt</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird hergestellt…</translation>
    </message>
    <message>
        <source>Checking and installing…</source>
        <translation>Wird geprüft und installiert…</translation>
    </message>
    <message>
        <source>Checking and installing “%1”…</source>
        <translation>„%1“ wird geprüft und installiert…</translation>
    </message>
    <message>
        <source>Verifying…</source>
        <translation>Wird überprüft…</translation>
    </message>
    <message>
        <source>Installed.</source>
        <translation>Installiert.</translation>
    </message>
    <message>
        <source>Verified: all its numbers are as they should be.</source>
        <translation>Überprüft: Alle seine Zahlen sind, wie sie sein sollen.</translation>
    </message>
    <message>
        <source>The download was cancelled; nothing of it is left.</source>
        <translation>Das Herunterladen wurde abgebrochen; es ist nichts davon übrig.</translation>
    </message>
</context>
<context>
    <name>OfferedFolder</name>
    <message>
        <source>In the folder “%1” there is no picture that can be read here: drop pictures, or the folder that they lie in.</source>
        <translation>Im Ordner „%1“ liegt kein Bild, das hier gelesen werden kann: Bitte Bilder ablegen oder den Ordner, in dem sie liegen.</translation>
    </message>
    <message>
        <source>In the folder “%1” there are %2 pictures: drop the one that is wanted here. The queue takes them all.</source>
        <translation>Im Ordner „%1“ liegen %2 Bilder: Bitte das eine ablegen, das hier gewünscht ist. Die Warteschlange nimmt sie alle.</translation>
    </message>
    <message>
        <source>In the folder “%1” there are %2 pictures, of which the first %3 were added as styles: drop others by themselves.</source>
        <translation>Im Ordner „%1“ liegen %2 Bilder, von denen die ersten %3 als Stile hinzugefügt wurden: Bitte andere einzeln ablegen.</translation>
    </message>
</context>
<context>
    <name>Parameter</name>
    <message>
        <source>distributions</source>
        <translation>Verteilungen</translation>
    </message>
    <message>
        <source>Gram matrices</source>
        <translation>Gram-Matrizen</translation>
    </message>
    <message>
        <source>Distributions bring out strokes, palette and light; Gram matrices are what the first method of this kind compared. Classic always compares Gram matrices.</source>
        <translation>Verteilungen bringen Striche, Palette und Licht heraus; Gram-Matrizen verglich das erste Verfahren dieser Art. Klassisch vergleicht immer Gram-Matrizen.</translation>
    </message>
    <message>
        <source>style loss</source>
        <translation>Stil-Verlust</translation>
    </message>
    <message>
        <source>Style is compared by</source>
        <translation>Stil verglichen anhand von</translation>
    </message>
    <message>
        <source>Content ↔ style</source>
        <translation>Inhalt ↔ Stil</translation>
    </message>
    <message>
        <source>α/β</source>
        <translation>α/β</translation>
    </message>
    <message>
        <source>How much the content counts against the style: smaller numbers paint more freely. 0 forgets the content, inf forgets the style.</source>
        <translation>Wie viel der Inhalt gegenüber dem Stil zählt: Kleinere Zahlen malen freier. 0 vergisst den Inhalt, inf den Stil.</translation>
    </message>
    <message>
        <source>Boldness of a step</source>
        <translation>Schrittweite</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>How far one iteration may change the picture.</source>
        <translation>Wie weit eine Iteration das Bild verändern darf.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Longest side of the result; 0 keeps the content picture&apos;s size.</source>
        <translation>Längste Seite des Ergebnisses; 0 behält die Größe des Inhaltsbildes bei.</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>of the style</source>
        <translation>des Stils</translation>
    </message>
    <message>
        <source>of the content</source>
        <translation>des Inhalts</translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation>Iterationen</translation>
    </message>
    <message>
        <source>How often the picture is improved at each size.</source>
        <translation>Wie oft das Bild in jeder Größe verbessert wird.</translation>
    </message>
    <message>
        <source>per size</source>
        <translation>je Größe</translation>
    </message>
    <message>
        <source>Preview every</source>
        <translation>Vorschau alle</translation>
    </message>
    <message>
        <source>How many iterations lie between two previews.</source>
        <translation>Wie viele Iterationen zwischen zwei Vorschaubildern liegen.</translation>
    </message>
    <message>
        <source>iterations</source>
        <translation>Iterationen</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Painterly works from coarse to fine and averages; classic is the method of the original paper.</source>
        <translation>Malerisch arbeitet von grob nach fein und mittelt; klassisch ist das Verfahren des ursprünglichen Aufsatzes.</translation>
    </message>
    <message>
        <source>painterly</source>
        <translation>malerisch</translation>
    </message>
    <message>
        <source>classic</source>
        <translation>klassisch</translation>
    </message>
    <message>
        <source>Coarse to fine</source>
        <translation>Grob nach fein</translation>
    </message>
    <message>
        <source>pyramid</source>
        <translation>Bildpyramide</translation>
    </message>
    <message>
        <source>Begin small and grow, or work at the final size alone.</source>
        <translation>Klein beginnen und wachsen oder nur in der Endgröße arbeiten.</translation>
    </message>
    <message>
        <source>growing sizes</source>
        <translation>wachsende Größen</translation>
    </message>
    <message>
        <source>final size only</source>
        <translation>nur die Endgröße</translation>
    </message>
    <message>
        <source>Content seen at</source>
        <translation>Inhalt gesehen bei</translation>
    </message>
    <message>
        <source>content layer</source>
        <translation>Inhaltsschicht</translation>
    </message>
    <message>
        <source>Early layers keep every detail, late ones only what is where.</source>
        <translation>Frühe Schichten bewahren jede Einzelheit, späte nur, was wo ist.</translation>
    </message>
    <message>
        <source>Style scale</source>
        <translation>Stilmaßstab</translation>
    </message>
    <message>
        <source>Size of the style pictures against that of the result: larger gives larger strokes.</source>
        <translation>Größe der Stilbilder gegenüber der des Ergebnisses: größer gibt größere Striche.</translation>
    </message>
    <message>
        <source>× result</source>
        <translation>× Ergebnis</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>How a step is chosen: Adam is steady, L-BFGS often gets there in fewer iterations.</source>
        <translation>Wie ein Schritt gewählt wird: Adam ist beständig, L-BFGS kommt oft mit weniger Iterationen ans Ziel.</translation>
    </message>
    <message>
        <source>Smoothness</source>
        <translation>Glätte</translation>
    </message>
    <message>
        <source>total variation weight</source>
        <translation>Gewicht der totalen Variation</translation>
    </message>
    <message>
        <source>Calms fine grain; too much blurs.</source>
        <translation>Beruhigt feine Körnung; zu viel davon verwischt.</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>Pooling</translation>
    </message>
    <message>
        <source>How the network passes from fine to coarse.</source>
        <translation>Wie das Netz von fein nach grob übergeht.</translation>
    </message>
    <message>
        <source>as trained</source>
        <translation>wie trainiert</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>average</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Ausgehen von</translation>
    </message>
    <message>
        <source>The picture that the first iteration changes.</source>
        <translation>Das Bild, das die erste Iteration verändert.</translation>
    </message>
    <message>
        <source>content picture</source>
        <translation>Inhaltsbild</translation>
    </message>
    <message>
        <source>first style picture</source>
        <translation>erstem Stilbild</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>blank canvas</source>
        <translation>leerer Leinwand</translation>
    </message>
    <message>
        <source>another picture</source>
        <translation>anderem Bild</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed gives the same picture.</source>
        <translation>Derselbe Startwert gibt dasselbe Bild.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Processor threads to use; 0 is one for each core.</source>
        <translation>So viele Threads des Prozessors werden benutzt; 0 heißt einer je Kern.</translation>
    </message>
    <message>
        <source>Boldness left</source>
        <translation>Schrittweite am Ende</translation>
    </message>
    <message>
        <source>of the learning rate</source>
        <translation>Anteil der Lernrate</translation>
    </message>
    <message>
        <source>How much of it is left at the end of each size: steps that become shorter leave a calmer picture.</source>
        <translation>Wie viel davon am Ende jeder Größe übrig ist: Schritte, die kürzer werden, hinterlassen ein ruhigeres Bild.</translation>
    </message>
    <message>
        <source>Boldness of colours</source>
        <translation>Schrittweite der Farben</translation>
    </message>
    <message>
        <source>How far a step of Adam&apos;s changes colours, against light and dark: less leaves fewer coloured fringes. At 1 red, green and blue go by themselves.</source>
        <translation>Wie weit ein Schritt von Adam Farben ändert, gegen Hell und Dunkel: Weniger hinterlässt weniger farbige Säume. Bei 1 gehen Rot, Grün und Blau für sich.</translation>
    </message>
    <message>
        <source>Whose colours the result has. Matched: the style takes on the content&apos;s before the run, so that strokes keep their contrasts. Palette: the content takes on the style&apos;s, so that strong palettes come through.</source>
        <translation>Wessen Farben das Ergebnis hat. Angeglichen (matched): Der Stil nimmt vor dem Lauf die des Inhalts an, so dass Striche ihre Kontraste behalten. Palette: Der Inhalt nimmt die des Stils an, so dass kräftige Paletten durchkommen.</translation>
    </message>
    <message>
        <source>matched to the content</source>
        <translation>an den Inhalt angeglichen</translation>
    </message>
    <message>
        <source>palette of the style</source>
        <translation>Palette des Stils</translation>
    </message>
    <message>
        <source>Seamless</source>
        <translation>Nahtlos</translation>
    </message>
    <message>
        <source>In which directions the result tiles: its sides along them become multiples of 16 px. With a content picture that does not tile, what is left of it still shows its edges.</source>
        <translation>In welchen Richtungen sich das Ergebnis kacheln lässt: Seine Seiten werden dort Vielfache von 16 px. Ist das Inhaltsbild selbst nicht nahtlos, bleiben dessen Ränder zu sehen, soweit es noch zu sehen ist.</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>side by side</source>
        <translation>nebeneinander</translation>
    </message>
    <message>
        <source>one below the other</source>
        <translation>untereinander</translation>
    </message>
    <message>
        <source>in both directions</source>
        <translation>in beiden Richtungen</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>The colour behind what is transparent in the content picture.</source>
        <translation>Die Farbe hinter dem, was im Inhaltsbild durchsichtig ist.</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>How much of it a picture may take while it is made: where that is not enough for the whole it is computed in tiles. 0 is half of what is free.</source>
        <translation>Wie viel davon ein Bild belegen darf, während es entsteht: Wo das für das ganze nicht reicht, wird es in Kacheln berechnet. 0 ist die Hälfte dessen, was frei ist.</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
</context>
<context>
    <name>PictureSource</name>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
</context>
<context>
    <name>Preset</name>
    <message>
        <source>Painterly</source>
        <translation>Malerisch</translation>
    </message>
    <message>
        <source>As the network likes it best: where every new window begins.</source>
        <translation>Wie es dem Netz am liebsten ist: Damit beginnt jedes neue Fenster.</translation>
    </message>
    <message>
        <source>Faithful</source>
        <translation>Getreu</translation>
    </message>
    <message>
        <source>The picture stays clearly what it is; the style lends palette and touch.</source>
        <translation>Das Bild bleibt deutlich, was es ist; der Stil leiht ihm Palette und Duktus.</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Kräftig</translation>
    </message>
    <message>
        <source>Large marks and clear areas, little grain.</source>
        <translation>Große Striche und klare Flächen, wenig Körnung.</translation>
    </message>
    <message>
        <source>Wild</source>
        <translation>Wild</translation>
    </message>
    <message>
        <source>Whatever the style does, more of it; the picture has to look after itself.</source>
        <translation>Was der Stil tut, und mehr davon; das Bild muss selbst zusehen.</translation>
    </message>
    <message>
        <source>Soft watercolour</source>
        <translation>Weiches Aquarell</translation>
    </message>
    <message>
        <source>Washes of the style&apos;s colours that run softly into each other.</source>
        <translation>Farben des Stils, die weich ineinander laufen.</translation>
    </message>
    <message>
        <source>Line art</source>
        <translation>Linien</translation>
    </message>
    <message>
        <source>Fine lines close together: pen, woodcut, etching.</source>
        <translation>Feine Linien dicht an dicht: Feder, Holzschnitt, Radierung.</translation>
    </message>
    <message>
        <source>Own colours</source>
        <translation>Eigene Farben</translation>
    </message>
    <message>
        <source>The style&apos;s hand, the photograph&apos;s colours.</source>
        <translation>Die Handschrift des Stils, die Farben des Fotos.</translation>
    </message>
    <message>
        <source>Dream</source>
        <translation>Traum</translation>
    </message>
    <message>
        <source>The style&apos;s forms grow over everything; the picture is only remembered.</source>
        <translation>Die Formen des Stils überwuchern alles; das Bild ist nur noch Erinnerung.</translation>
    </message>
    <message>
        <source>“%1” is among your presets now.</source>
        <translation>„%1“ ist jetzt unter den eigenen Voreinstellungen.</translation>
    </message>
    <message>
        <source>Presets (*.json)</source>
        <translation>Voreinstellungen (*.json)</translation>
    </message>
</context>
<context>
    <name>RecipeNote</name>
    <message>
        <source>a pasted picture</source>
        <translation>ein eingefügtes Bild</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>Until then the network chosen now takes its place.</source>
        <translation>Bis dahin vertritt es das jetzt gewählte Netz.</translation>
    </message>
    <message>
        <source>Not to be found beside it, in the window or where pictures were opened last: %1.</source>
        <translation>Weder daneben noch im Fenster noch dort zu finden, wo zuletzt Bilder geöffnet wurden: %1.</translation>
    </message>
    <message>
        <source>In the place of %1 is now %2, with its region and all else that was set for it.</source>
        <translation>An der Stelle von %1 steht jetzt %2, mit dessen Region und allem, was sonst dafür eingestellt war.</translation>
    </message>
    <message>
        <source>Regions and all else that was set for %1 were not taken: add what is missing to the styles and restore the recipe again.</source>
        <translation>Regionen und alles, was sonst für %1 eingestellt war, wurden nicht übernommen: Was fehlt, zu den Stilen hinzufügen und das Rezept noch einmal wiederherstellen.</translation>
    </message>
    <message>
        <source>Masks that were painted on a picture of another shape were not taken.</source>
        <translation>Masken, die auf ein Bild anderer Form gemalt waren, wurden nicht übernommen.</translation>
    </message>
</context>
<context>
    <name>RecipeText</name>
    <message>
        <source>“%1” was steered on its way, and only the last of its settings are known: made again it looks different.</source>
        <translation>„%1“ wurde unterwegs gelenkt, und nur die letzten Einstellungen sind bekannt: Noch einmal gemacht sieht es anders aus.</translation>
    </message>
    <message>
        <source>“%1” was stopped after %2 iterations: made again it goes on to the end.</source>
        <translation>„%1“ wurde nach %2 Iterationen angehalten: Noch einmal gemacht geht es bis zum Ende.</translation>
    </message>
    <message>
        <source>“%1” was made with another network than the “%2” that is here: made again it looks different.</source>
        <translation>„%1“ wurde mit einem anderen Netz als dem hiesigen „%2“ gemacht: Noch einmal gemacht sieht es anders aus.</translation>
    </message>
    <message>
        <source>“%1” was made with another picture than the “%2” that is here: made again it looks different.</source>
        <translation>„%1“ wurde mit einem anderen Bild als dem hiesigen „%2“ gemacht: Noch einmal gemacht sieht es anders aus.</translation>
    </message>
</context>
<context>
    <name>RepresentationSheet</name>
    <message>
        <source>The picture</source>
        <translation>Das Bild</translation>
    </message>
    <message>
        <source>Content reconstructions: from noise, by the content at one layer</source>
        <translation>Rekonstruktionen des Inhalts: aus Rauschen, nach dem Inhalt einer Schicht</translation>
    </message>
    <message>
        <source>Style reconstructions: from noise, by the style at more and more layers</source>
        <translation>Rekonstruktionen des Stils: aus Rauschen, nach dem Stil von immer mehr Schichten</translation>
    </message>
</context>
<context>
    <name>RunEstimate</name>
    <message>
        <source>Takes about %1 and %2 of memory</source>
        <comment>time, bytes</comment>
        <translation>Dauert etwa %1 und braucht %2 Speicher</translation>
    </message>
    <message>
        <source>Takes about %1 of memory</source>
        <translation>Braucht etwa %1 Speicher</translation>
    </message>
    <message>
        <source>Takes about %1</source>
        <comment>time</comment>
        <translation>Dauert etwa %1</translation>
    </message>
    <message>
        <source>Needs about %1 of memory, of which %2 are free: choose a smaller size</source>
        <translation>Braucht etwa %1 Speicher, von dem %2 frei sind: bitte kleinere Größe wählen</translation>
    </message>
    <message>
        <source>Takes about %1 and, in tiles, %2 of memory</source>
        <comment>time, bytes</comment>
        <translation>Dauert etwa %1 und braucht, in Kacheln, %2 Speicher</translation>
    </message>
    <message>
        <source>Takes about %1, %2 of memory and %3 on the disk</source>
        <translation>Dauert etwa %1 und braucht %2 Speicher und %3 auf der Festplatte</translation>
    </message>
    <message>
        <source>Needs about %1 on the disk, of which %2 are free: choose a smaller size</source>
        <translation>Braucht etwa %1 auf der Festplatte, von denen %2 frei sind: Wählen Sie eine kleinere Größe</translation>
    </message>
    <message>
        <source>Takes about %1 of memory and %2 on the disk</source>
        <translation>Braucht etwa %1 Speicher und %2 auf der Festplatte</translation>
    </message>
</context>
<context>
    <name>WeightFiles</name>
    <message>
        <source>Weight files (*.safetensors *.pth *.pt);;All files (*)</source>
        <translation>Gewichtsdateien (*.safetensors *.pth *.pt);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>gramarye::CommandLine</name>
    <message>
        <source>FILE</source>
        <translation>DATEI</translation>
    </message>
    <message>
        <source>Gramarye paints one picture in the style of others.</source>
        <translation>Gramarye malt ein Bild im Stil anderer.</translation>
    </message>
    <message>
        <source>Opens the window, with these pictures in it.</source>
        <translation>Öffnet das Fenster mit diesen Bildern darin.</translation>
    </message>
    <message>
        <source>Renders without a window; no display is needed.</source>
        <translation>Rendert ohne Fenster; ein Bildschirm ist nicht nötig.</translation>
    </message>
    <message>
        <source>Ctrl-C stops a render at once and writes the picture so far; a second one ends the program where it stands.</source>
        <translation>Strg-C hält sofort an und schreibt das bisherige Bild; ein zweites beendet das Programm auf der Stelle.</translation>
    </message>
    <message>
        <source>“gramarye --help” explains how it is used.</source>
        <translation>„gramarye --help“ erklärt den Aufruf.</translation>
    </message>
    <message>
        <source>There is no option “%1”.</source>
        <translation>Eine Option „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no display to open a window on; “gramarye render” needs none.</source>
        <translation>Es gibt keinen Bildschirm für ein Fenster; „gramarye render“ braucht keinen.</translation>
    </message>
    <message>
        <source>%1 × %2 px</source>
        <translation>%1 × %2 px</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>%1, %2, iteration %3 of %4, %5</source>
        <translation>%1, %2, Iteration %3 von %4, %5</translation>
    </message>
    <message>
        <source>“%1” belongs to no option.</source>
        <translation>„%1“ gehört zu keiner Option.</translation>
    </message>
    <message>
        <source>--%1 takes no value.</source>
        <translation>--%1 nimmt keinen Wert.</translation>
    </message>
    <message>
        <source>--%1 needs a value: %2.</source>
        <translation>--%1 braucht einen Wert: %2.</translation>
    </message>
    <message>
        <source>A style picture is needed: --style FILE.</source>
        <translation>Ein Stilbild wird gebraucht: --style DATEI.</translation>
    </message>
    <message>
        <source>A file for the result is needed: --output FILE.</source>
        <translation>Eine Datei für das Ergebnis wird gebraucht: --output DATEI.</translation>
    </message>
    <message>
        <source>At least one style needs a weight above 0.</source>
        <translation>Mindestens ein Stil braucht ein Gewicht über 0.</translation>
    </message>
    <message>
        <source>At least one style layer needs a weight above 0.</source>
        <translation>Mindestens eine Stilschicht braucht ein Gewicht über 0.</translation>
    </message>
    <message>
        <source>Stopped before there was a picture.</source>
        <translation>Angehalten, bevor es ein Bild gab.</translation>
    </message>
    <message>
        <source>Wrote “%1”, %2 × %3 px, after %4.</source>
        <translation>„%1“ geschrieben, %2 × %3 px, nach %4.</translation>
    </message>
    <message>
        <source>%1 to %2 %3</source>
        <translation>%1 bis %2 %3</translation>
    </message>
    <message>
        <source>--%1 takes a number, %2, not “%3”.</source>
        <translation>--%1 nimmt eine Zahl, %2, nicht „%3“.</translation>
    </message>
    <message>
        <source>--%1 takes one of %2, not “%3”.</source>
        <translation>--%1 nimmt eines von %2, nicht „%3“.</translation>
    </message>
    <message>
        <source>--%1 takes a whole number, not “%2”.</source>
        <translation>--%1 nimmt eine ganze Zahl, nicht „%2“.</translation>
    </message>
    <message>
        <source>default %1</source>
        <translation>Vorgabe %1</translation>
    </message>
    <message>
        <source>; %1 with %2</source>
        <translation>; %1 mit %2</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NAME</translation>
    </message>
    <message>
        <source>--%1 takes a layer with its weight, as in conv3_1=0.5, not “%2”.</source>
        <translation>--%1 nimmt eine Schicht mit ihrem Gewicht wie in conv3_1=0.5, nicht „%2“.</translation>
    </message>
    <message>
        <source>NAME=WEIGHT</source>
        <translation>NAME=GEWICHT</translation>
    </message>
    <message>
        <source>How much a layer&apos;s style counts, named as for --content-layer; patches is the brushwork. May be given several times; then only the layers named are used.</source>
        <translation>Wie viel der Stil einer Schicht zählt, benannt wie bei --content-layer; patches ist die Pinselführung. Darf mehrmals angegeben werden; dann werden nur die genannten Schichten benutzt.</translation>
    </message>
    <message>
        <source>A style&apos;s weight is a number from 0 on, not “%1”.</source>
        <translation>Das Gewicht eines Stils ist eine Zahl ab 0, nicht „%1“.</translation>
    </message>
    <message>
        <source>--%1 must not be empty.</source>
        <translation>--%1 darf nicht leer sein.</translation>
    </message>
    <message>
        <source>Pictures and network</source>
        <translation>Bilder und Netz</translation>
    </message>
    <message>
        <source>FILE[:WEIGHT]</source>
        <translation>DATEI[:GEWICHT]</translation>
    </message>
    <message>
        <source>A picture to paint in the style of. May be given several times; the weights say how much each counts.</source>
        <translation>Ein Bild, in dessen Stil gemalt wird. Darf mehrmals angegeben werden; die Gewichte sagen, wie viel jedes zählt.</translation>
    </message>
    <message>
        <source>weight 0 or more, default %1</source>
        <translation>Gewicht ab 0, Vorgabe %1</translation>
    </message>
    <message>
        <source>The network that sees; nothing is ever downloaded. Default: the choice in the settings, else %1.</source>
        <translation>Das Netz, das sieht; heruntergeladen wird nie etwas. Vorgabe: die Wahl in den Einstellungen, sonst %1.</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>While it renders</source>
        <translation>Während des Renderns</translation>
    </message>
    <message>
        <source>FOLDER</source>
        <translation>ORDNER</translation>
    </message>
    <message>
        <source>Write each preview there, as preview-000010.png after the tenth iteration; see --preview-every.</source>
        <translation>Jede Vorschau dorthin schreiben, nach der zehnten Iteration als preview-000010.png; siehe --preview-every.</translation>
    </message>
    <message>
        <source>Write one JSON object per line and iteration: iteration (from 1, over the whole run), width and height (px), content_loss, style_loss (both unweighted by α and β), total_loss (all before the iteration&apos;s step), seconds (since the start).</source>
        <translation>Je Iteration eine Zeile mit einem JSON-Objekt schreiben: iteration (ab 1, über den ganzen Lauf), width und height (px), content_loss, style_loss (beide ohne α und β), total_loss (alle vor dem Schritt der Iteration), seconds (seit dem Start).</translation>
    </message>
    <message>
        <source>Tell nothing but errors.</source>
        <translation>Nur Fehler melden.</translation>
    </message>
    <message>
        <source>“%1” is one word too many.</source>
        <translation>„%1“ ist ein Wort zu viel.</translation>
    </message>
    <message>
        <source>There is no command “gramarye networks %1”.</source>
        <translation>Den Befehl „gramarye networks %1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>%1 is missing: %2.</source>
        <translation>%1 fehlt: %2.</translation>
    </message>
    <message>
        <source>“%1” is installed now, as “%2”.</source>
        <translation>„%1“ ist jetzt installiert, als „%2“.</translation>
    </message>
    <message>
        <source>The file itself does not tell “%1” from “%2”: if that is what it holds, import it again with --as %2.</source>
        <translation>Die Datei selbst unterscheidet „%1“ nicht von „%2“: Enthält sie dieses, bitte noch einmal mit --as %2 importieren.</translation>
    </message>
    <message>
        <source>“%1” is as it should be.</source>
        <translation>„%1“ ist, wie es sein soll.</translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation>„%1“ wurde entfernt.</translation>
    </message>
    <message>
        <source>Lists the networks: name, whether it is here, size, licence and what it is good for.</source>
        <translation>Listet die Netze auf: Name, ob es hier ist, Größe, Lizenz und wofür es gut ist.</translation>
    </message>
    <message>
        <source>Installs the network in a weight file (.safetensors, .pth or .pt): the one that the file seems to hold, or the one named.</source>
        <translation>Installiert das Netz aus einer Gewichtsdatei (.safetensors, .pth oder .pt): das, welches die Datei zu enthalten scheint, oder das genannte.</translation>
    </message>
    <message>
        <source>Checks the weights of one network, or of all that are here.</source>
        <translation>Prüft die Gewichte eines Netzes oder aller, die hier sind.</translation>
    </message>
    <message>
        <source>Removes the weights of a network from this computer.</source>
        <translation>Entfernt die Gewichte eines Netzes von diesem Rechner.</translation>
    </message>
    <message>
        <source>--%1 cannot be “%2”.</source>
        <translation>--%1 kann nicht „%2“ sein.</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>NAME[,…]</source>
        <translation>NAME[,…]</translation>
    </message>
    <message>
        <source>Networks to measure, default vgg19. Random weights stand in for those that are not here: speed does not depend on them.</source>
        <translation>Netze, die gemessen werden, sonst vgg19. Für solche, die nicht hier sind, stehen Zufallsgewichte: Die Geschwindigkeit hängt nicht davon ab.</translation>
    </message>
    <message>
        <source>N[,…]</source>
        <translation>N[,…]</translation>
    </message>
    <message>
        <source>Sides of the square pictures in px, default 512.</source>
        <translation>Seiten der quadratischen Bilder in px, sonst 512.</translation>
    </message>
    <message>
        <source>Ways to compute: our own and LibTorch&apos;s. Default both, in turns.</source>
        <translation>Rechenwege: unser eigener und der von LibTorch. Sonst beide, abwechselnd.</translation>
    </message>
    <message>
        <source>Iterations measured of each; default 5. GFLOP/s count the convolutions of an iteration, forward and backward, as if done by the plain sum.</source>
        <translation>Wie viele Durchgänge von jedem gemessen werden; sonst 5. GFLOP/s zählen die Faltungen eines Durchgangs, hin und zurück, als würden sie als einfache Summe berechnet.</translation>
    </message>
    <message>
        <source>Threads; 0, the default, is what a render takes.</source>
        <translation>Threads; 0, der Standard, ist, was ein Bild sonst nimmt.</translation>
    </message>
    <message>
        <source>Also writes the figures to FILE.</source>
        <translation>Schreibt die Zahlen auch in DATEI.</translation>
    </message>
    <message>
        <source>Measures whole default renders of a sample picture instead: seconds to the first preview and to the end.</source>
        <translation>Misst stattdessen ganze Standardbilder eines Beispiels: Sekunden bis zur ersten Vorschau und bis zum Ende.</translation>
    </message>
    <message>
        <source>Measuring %1 at %2 px …</source>
        <translation>%1 wird bei %2 px gemessen …</translation>
    </message>
    <message>
        <source>Rendering with %1 …</source>
        <translation>Ein Bild mit %1 …</translation>
    </message>
    <message>
        <source>“%1” (licence: %2) is downloaded from %3.</source>
        <translation>„%1“ (Lizenz: %2) wird von %3 heruntergeladen.</translation>
    </message>
    <message>
        <source>“%1” is installed now.</source>
        <translation>„%1“ ist jetzt installiert.</translation>
    </message>
    <message>
        <source>The download was cancelled; nothing of it is left.</source>
        <translation>Das Herunterladen wurde abgebrochen; es ist nichts davon übrig.</translation>
    </message>
    <message>
        <source>Measures how fast pictures are made here.</source>
        <translation>Misst, wie schnell hier Bilder entstehen.</translation>
    </message>
    <message>
        <source>Options of bench</source>
        <translation>Optionen von bench</translation>
    </message>
    <message>
        <source>ADDRESS</source>
        <translation>ADRESSE</translation>
    </message>
    <message>
        <source>Downloads a network and installs it; a download that was cut short goes on. Of a safetensors file only the part that is needed is fetched, but with --whole all of it, to compare its checksum with the published one.</source>
        <translation>Lädt ein Netz herunter und installiert es; was abgebrochen wurde, geht weiter. Von einer safetensors-Datei wird nur der benötigte Teil geholt, mit --whole aber alles, um ihre Prüfsumme mit der veröffentlichten zu vergleichen.</translation>
    </message>
    <message>
        <source>%1, %2 of %3</source>
        <translation>%1, %2 von %3</translation>
    </message>
    <message>
        <source>What computes. A graphics card that has too little memory leaves the picture to the processor. Default: %1.</source>
        <translation>Was rechnet. Eine Grafikkarte mit zu wenig Speicher überlässt das Bild dem Prozessor. Sonst: %1.</translation>
    </message>
    <message>
        <source>%1, threads: %2, %3; LibTorch&apos;s matrix products: %4 GFLOP/s.</source>
        <translation>%1, Threads: %2, %3; Matrixprodukte von LibTorch: %4 GFLOP/s.</translation>
    </message>
    <message>
        <source>%1 of %2: “%3”</source>
        <translation>%1 von %2: „%3“</translation>
    </message>
    <message>
        <source>This one is done already.</source>
        <translation>Dieses ist schon fertig.</translation>
    </message>
    <message>
        <source>Failed: “%1”</source>
        <translation>Gescheitert: „%1“</translation>
    </message>
    <message>
        <source>Job %1: %2</source>
        <translation>Auftrag %1: %2</translation>
    </message>
    <message>
        <source>Options with their values are needed, in braces.</source>
        <translation>Hier werden Optionen mit ihren Werten gebraucht, in geschweiften Klammern.</translation>
    </message>
    <message>
        <source>“%1” is no list of jobs, but of the format “%2”.</source>
        <translation>„%1“ ist keine Auftragsliste, sondern vom Format „%2“.</translation>
    </message>
    <message>
        <source>A list of jobs has no “%1”, only %2.</source>
        <translation>Eine Auftragsliste hat kein „%1“, nur %2.</translation>
    </message>
    <message>
        <source>Defaults: %1</source>
        <translation>Vorgaben: %1</translation>
    </message>
    <message>
        <source>A list of jobs needs at least one in “jobs”.</source>
        <translation>Eine Auftragsliste braucht mindestens einen Auftrag in „jobs“.</translation>
    </message>
    <message>
        <source>“%1” is no list of jobs: %2, at byte %3.</source>
        <translation>„%1“ ist keine Auftragsliste: %2, bei Byte %3.</translation>
    </message>
    <message>
        <source>“%1” is no list of jobs: it does not begin with a brace.</source>
        <translation>„%1“ ist keine Auftragsliste: Sie beginnt nicht mit einer geschweiften Klammer.</translation>
    </message>
    <message>
        <source>“%1” and “%2” exclude each other.</source>
        <translation>„%1“ und „%2“ schließen einander aus.</translation>
    </message>
    <message>
        <source>Jobs %1 and %2 would both write “%3”.</source>
        <translation>Die Aufträge %1 und %2 würden beide „%3“ schreiben.</translation>
    </message>
    <message>
        <source>--%1 takes layers with their weights, as in {&quot;conv3_1&quot;: 0.5}.</source>
        <translation>--%1 nimmt Schichten mit ihren Gewichten wie in {&quot;conv3_1&quot;: 0.5}.</translation>
    </message>
    <message>
        <source>--%1 takes one text or number.</source>
        <translation>--%1 nimmt einen einzigen Text oder eine einzige Zahl.</translation>
    </message>
    <message>
        <source>--%1 takes true or false.</source>
        <translation>--%1 nimmt true oder false.</translation>
    </message>
    <message>
        <source>--%1 is for the command line, not for a job.</source>
        <translation>--%1 ist für die Befehlszeile, nicht für einen Auftrag.</translation>
    </message>
    <message>
        <source>Measures how long the window keeps its user waiting while it renders at 512 px instead: milliseconds between two looks at what the user does. --iterations says how many it renders.</source>
        <translation>Misst stattdessen, wie lange das Fenster warten lässt, während es bei 512 px rendert: Millisekunden zwischen zwei Blicken auf Maus und Tastatur. --iterations sagt, wie viele Iterationen es rendert.</translation>
    </message>
    <message>
        <source>Rendering in a window with %1 …</source>
        <translation>Ein Bild im Fenster mit %1 …</translation>
    </message>
    <message>
        <source>It goes on where it was cut short: %1 are here already.</source>
        <translation>Es geht weiter, wo es abgebrochen wurde: %1 sind schon hier.</translation>
    </message>
    <message>
        <source>Goes on with a project where it stood.</source>
        <translation>Macht mit einem Projekt weiter, wo es stand.</translation>
    </message>
    <message>
        <source>Renders many pictures, one after another.</source>
        <translation>Rendert viele Bilder, eines nach dem anderen.</translation>
    </message>
    <message>
        <source>Makes an exported picture again.</source>
        <translation>Macht ein exportiertes Bild noch einmal.</translation>
    </message>
    <message>
        <source>Shows on one sheet what the layers of a network see of a picture: five reconstructions of its content and five of its style, from noise.</source>
        <translation>Zeigt auf einem Blatt, was die Schichten eines Netzes von einem Bild sehen: fünf Rekonstruktionen seines Inhalts und fünf seines Stils, aus Rauschen.</translation>
    </message>
    <message>
        <source>Exit status: 0 done; 1 failed, no picture was written but one that memory ran out for; 2 wrong usage; 130 stopped by Ctrl-C.</source>
        <translation>Rückgabewert: 0 fertig; 1 fehlgeschlagen, kein Bild geschrieben außer einem, für das der Speicher nicht reichte; 2 falscher Aufruf; 130 mit Strg-C angehalten.</translation>
    </message>
    <message>
        <source>Options of representations</source>
        <translation>Optionen von representations</translation>
    </message>
    <message>
        <source>pasted picture</source>
        <translation>eingefügtes Bild</translation>
    </message>
    <message>
        <source>--%1 belongs to a new run: with --resume the project says it.</source>
        <translation>--%1 gehört zu einem neuen Lauf: Mit --resume sagt es das Projekt.</translation>
    </message>
    <message>
        <source>With --batch, --%1 stands in the list of jobs.</source>
        <translation>Mit --batch steht --%1 in der Auftragsliste.</translation>
    </message>
    <message>
        <source>“%1” is there already: go on with it by --resume, or give the new project another name.</source>
        <translation>„%1“ ist schon da: Bitte mit --resume damit weitermachen oder dem neuen Projekt einen anderen Namen geben.</translation>
    </message>
    <message>
        <source>“%1” is one of the pictures that the result is made from: name another file with --output.</source>
        <translation>„%1“ ist eines der Bilder, aus denen das Ergebnis entsteht: Bitte mit --output eine andere Datei nennen.</translation>
    </message>
    <message>
        <source>a preset file</source>
        <translation>eine Voreinstellungsdatei</translation>
    </message>
    <message>
        <source>A look to begin with, which the options below change: %1.</source>
        <translation>Ein Look, von dem ausgegangen wird und den die folgenden Optionen ändern: %1.</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>Save the run in this new project (.gramarye) at the start, on the way and at the end, so that a power cut costs next to nothing. The window opens it, too.</source>
        <translation>Den Lauf zu Beginn, unterwegs und am Ende in diesem neuen Projekt (.gramarye) speichern, sodass ein Stromausfall fast nichts kostet. Auch das Fenster öffnet es.</translation>
    </message>
    <message>
        <source>Go on with a project, exactly where it stood, and save it on the way. Beside it --output is needed; --content and --style stand in for pictures that are not where they were.</source>
        <translation>Mit einem Projekt weitermachen, genau wo es stand, und es unterwegs speichern. Daneben wird --output gebraucht; --content und --style ersetzen Bilder, die nicht mehr sind, wo sie waren.</translation>
    </message>
    <message>
        <source>The time between two saves; longer where they would take more than 2 % of the time.</source>
        <translation>Die Zeit von einem Speichern zum nächsten; länger, wo das mehr als 2 % der Zeit kosten würde.</translation>
    </message>
    <message>
        <source>Many pictures</source>
        <translation>Viele Bilder</translation>
    </message>
    <message>
        <source>The captioned sheet: PNG, or what the suffix says. An existing file is replaced.</source>
        <translation>Das beschriftete Blatt: PNG oder was die Endung sagt. Eine vorhandene Datei wird ersetzt.</translation>
    </message>
    <message>
        <source>The network that sees, as for render.</source>
        <translation>Das Netz, das sieht, wie bei render.</translation>
    </message>
    <message>
        <source>Longest side of each reconstruction in px.</source>
        <translation>Längste Seite jeder Rekonstruktion in px.</translation>
    </message>
    <message>
        <source>Iterations of each, at each of its working sizes.</source>
        <translation>Iterationen einer jeden, in jeder ihrer Arbeitsgrößen.</translation>
    </message>
    <message>
        <source>The same seed gives the same noise.</source>
        <translation>Derselbe Startwert gibt dasselbe Rauschen.</translation>
    </message>
    <message>
        <source>Processor threads to use; 0 is one for each core.</source>
        <translation>So viele Threads des Prozessors werden benutzt; 0 heißt einer je Kern.</translation>
    </message>
    <message>
        <source>What computes, as for render.</source>
        <translation>Was rechnet, wie bei render.</translation>
    </message>
    <message>
        <source>A picture is needed: gramarye representations FILE.</source>
        <translation>Ein Bild wird gebraucht: gramarye representations DATEI.</translation>
    </message>
    <message>
        <source>Done: %1. Done before: %2. Not begun or stopped: %3. Failed: %4.</source>
        <translation>Fertig: %1. Schon vorher fertig: %2. Nicht begonnen oder angehalten: %3. Gescheitert: %4.</translation>
    </message>
    <message>
        <source>The numbers of this Slurm array have gaps, so that it is not known which part of the list task %1 is to do: say so with --part.</source>
        <translation>Die Nummern dieses Slurm-Arrays haben Lücken, sodass nicht bekannt ist, welchen Teil der Liste Task %1 übernehmen soll: Bitte mit --part angeben.</translation>
    </message>
    <message>
        <source>--only names job %1, but the list has %2.</source>
        <translation>--only nennt Auftrag %1, aber die Liste hat %2.</translation>
    </message>
    <message>
        <source>[CONTENT [STYLE...]]</source>
        <translation>[INHALT [STIL...]]</translation>
    </message>
    <message>
        <source>Options of %1</source>
        <translation>Optionen von %1</translation>
    </message>
    <message>
        <source>Where from, in place of the published address; https.</source>
        <translation>Woher, anstelle der veröffentlichten Adresse; https.</translation>
    </message>
    <message>
        <source>Fetch the whole file, not only the part that is needed.</source>
        <translation>Die ganze Datei holen, nicht nur den benötigten Teil.</translation>
    </message>
    <message>
        <source>The network that it is, where the file leaves that open.</source>
        <translation>Das Netz, das es ist, wo die Datei das offen lässt.</translation>
    </message>
    <message>
        <source>--%1 cannot be standard output, “-”: name a file.</source>
        <translation>--%1 kann nicht die Standardausgabe „-“ sein: Bitte eine Datei nennen.</translation>
    </message>
    <message>
        <source>“%1” is no file of this computer: name one.</source>
        <translation>„%1“ ist keine Datei dieses Rechners: Bitte eine nennen.</translation>
    </message>
    <message>
        <source>--%1 goes with --batch.</source>
        <translation>--%1 gehört zu --batch.</translation>
    </message>
    <message>
        <source>--part and --only exclude each other.</source>
        <translation>--part und --only schließen einander aus.</translation>
    </message>
    <message>
        <source>Stopped; in this format an unfinished picture would pass for the result, and so it was not written.</source>
        <translation>Angehalten; in diesem Format sähe ein unfertiges Bild wie das Ergebnis aus, deshalb wurde es nicht geschrieben.</translation>
    </message>
    <message>
        <source>--part takes a part and the number of parts, as in 3/8, not “%1”.</source>
        <translation>--part nimmt einen Teil und die Zahl der Teile, wie in 3/8, nicht „%1“.</translation>
    </message>
    <message>
        <source>--only takes numbers of jobs, as in 17,18, not “%1”.</source>
        <translation>--only nimmt Nummern von Aufträgen, wie in 17,18, nicht „%1“.</translation>
    </message>
    <message>
        <source>Only print the jobs, one per line: number, tab, file.</source>
        <translation>Die Aufträge nur ausgeben, einen je Zeile: Nummer, Tabulator, Datei.</translation>
    </message>
    <message>
        <source>Only the jobs with these numbers, counted from 1.</source>
        <translation>Nur die Aufträge mit diesen Nummern, gezählt von 1 an.</translation>
    </message>
    <message>
        <source>Only every Nth job from the Kth on, so that N programs share a list without knowing of each other. In an array of Slurm&apos;s that is what each of its tasks does by itself.</source>
        <translation>Nur jeden N-ten Auftrag vom K-ten an, sodass sich N Programme eine Liste teilen, ohne voneinander zu wissen. In einem Slurm-Array tut das jeder Task von selbst.</translation>
    </message>
    <message>
        <source>Render what is done already, too, and replace whatever pictures there are.</source>
        <translation>Auch rendern, was schon fertig ist, und ersetzen, was immer an Bildern da ist.</translation>
    </message>
    <message>
        <source>Style losses, measured in turns: by Gram matrices and by distributions. Default distribution, as in a render.</source>
        <translation>Stil-Verluste, abwechselnd gemessen: nach Gram-Matrizen und nach Verteilungen. Sonst distribution, wie beim Rendern.</translation>
    </message>
    <message>
        <source>Measures everything that the tables of the README are made of: both style losses of all networks at several sizes, unless others are named.</source>
        <translation>Misst alles, woraus die Tabellen der README gemacht sind: beide Stil-Verluste aller Netze bei mehreren Größen, wenn keine anderen genannt sind.</translation>
    </message>
    <message>
        <source>--%1 takes a file, {&quot;file&quot;: …, &quot;weight&quot;: …, &quot;region&quot;: …, &quot;style-mask&quot;: …}, or a list of these.</source>
        <translation>--%1 nimmt eine Datei, {&quot;file&quot;: …, &quot;weight&quot;: …, &quot;region&quot;: …, &quot;style-mask&quot;: …} oder eine Liste von solchen.</translation>
    </message>
    <message>
        <source>--%1 is about the --style before it: there is none.</source>
        <translation>--%1 sagt etwas über den --style davor: Da ist keiner.</translation>
    </message>
    <message>
        <source>Which part of the style picture before it is the style: a mask. Default: what is not transparent.</source>
        <translation>Welcher Teil des Stilbilds davor der Stil ist: eine Maske. Sonst, was nicht durchsichtig ist.</translation>
    </message>
    <message>
        <source>How strongly the styles act: a mask, black where the content is to stay as it is.</source>
        <translation>Wie stark die Stile wirken: eine Maske, schwarz, wo das Inhaltsbild bleiben soll, wie es ist.</translation>
    </message>
    <message>
        <source>NUMBER</source>
        <translation>ZAHL</translation>
    </message>
    <message>
        <source>How large the strokes of the style before it are, beside --style-scale.</source>
        <translation>Wie groß die Striche des Stils davor sind, neben --style-scale.</translation>
    </message>
    <message>
        <source>NAME=FACTOR</source>
        <translation>NAME=FAKTOR</translation>
    </message>
    <message>
        <source>How much the style before it counts at a layer, beside --style-layer: its forms only, or its grain. May be given several times.</source>
        <translation>Wie viel der Stil davor in einer Schicht zählt, neben --style-layer: nur seine Formen oder nur sein Korn. Darf mehrmals angegeben werden.</translation>
    </message>
    <message>
        <source>WIDTHxHEIGHT</source>
        <translation>BREITExHÖHE</translation>
    </message>
    <message>
        <source>Without a content picture: both sides of a texture in the styles alone.</source>
        <translation>Ohne Inhaltsbild: beide Seiten einer Textur allein in den Stilen.</translation>
    </message>
    <message>
        <source>--size takes two sides only where there is no content picture: with one, it takes the longest side.</source>
        <translation>--size nimmt nur ohne Inhaltsbild zwei Seiten: Mit einem nimmt es die längste Seite.</translation>
    </message>
    <message>
        <source>Without a content picture there are no other colours than the style&apos;s: leave --colors out.</source>
        <translation>Ohne Inhaltsbild gibt es keine anderen Farben als die des Stils: --colors weglassen.</translation>
    </message>
    <message>
        <source>There is no content picture to start from: give --init another one, or leave it out to start from noise.</source>
        <translation>Es gibt kein Inhaltsbild, mit dem begonnen werden könnte: --init ein anderes Bild geben oder weglassen, um mit Rauschen zu beginnen.</translation>
    </message>
    <message>
        <source>Without a content picture there is nothing that stays where --strength is black: leave it out.</source>
        <translation>Ohne Inhaltsbild gibt es nichts, was bleibt, wo --strength schwarz ist: weglassen.</translation>
    </message>
    <message>
        <source>Without a content picture there is no transparency to keep: leave --alpha out.</source>
        <translation>Ohne Inhaltsbild gibt es keine Transparenz zu erhalten: --alpha weglassen.</translation>
    </message>
    <message>
        <source>A content picture is needed: --content FILE. Or, for a texture in the styles alone, --size WIDTHxHEIGHT.</source>
        <translation>Ein Inhaltsbild wird gebraucht: --content DATEI. Oder, für eine Textur allein in den Stilen, --size BREITExHÖHE.</translation>
    </message>
    <message>
        <source>Numbers of regions, measured in turns, each with a style of its own; 0, the default, is one style everywhere.</source>
        <translation>Anzahlen von Regionen, abwechselnd gemessen, jede mit einem eigenen Stil; 0, die Vorgabe, ist ein Stil überall.</translation>
    </message>
    <message>
        <source>%1 Or let --partial take what is there.</source>
        <translation>%1 Oder --partial nehmen lassen, was davon da ist.</translation>
    </message>
    <message>
        <source>“%1” takes a folder, a pattern, or a list with at least one in it.</source>
        <translation>„%1“ nimmt einen Ordner, ein Muster oder eine Liste mit mindestens einem Eintrag.</translation>
    </message>
    <message>
        <source>--%1: %2</source>
        <translation>--%1: %2</translation>
    </message>
    <message>
        <source>“%1” is a folder: with “%2” in place of “%3” each of its pictures is taken.</source>
        <translation>„%1“ ist ein Ordner: Mit „%2“ statt „%3“ wird jedes Bild darin genommen.</translation>
    </message>
    <message>
        <source>Its folders hold no pictures but those that this list itself makes.</source>
        <translation>In seinen Ordnern liegen keine anderen Bilder als die, die diese Liste selbst macht.</translation>
    </message>
    <message>
        <source>“%1” would be written more than once: put {content} and {style} into “output”, and {folder} for pictures of several folders.</source>
        <translation>„%1“ würde mehr als einmal geschrieben: Bitte {content} und {style} in „output“ setzen, und {folder} bei Bildern aus mehreren Ordnern.</translation>
    </message>
    <message>
        <source>“%1” would be written more than once, from “%2” and from “%3”: put {content} and {style} into “output”, or name fewer pictures, as “photos/*.jpg” does.</source>
        <translation>„%1“ würde mehr als einmal geschrieben, aus „%2“ und aus „%3“: Bitte {content} und {style} in „output“ setzen oder weniger Bilder nennen, wie es „photos/*.jpg“ tut.</translation>
    </message>
    <message>
        <source>No picture that can be read here is called like “%1”.</source>
        <translation>Kein Bild, das hier gelesen werden kann, heißt wie „%1“.</translation>
    </message>
    <message>
        <source>In “%1” there is no picture that can be read here; “%2” takes those in its folders, too.</source>
        <translation>In „%1“ liegt kein Bild, das hier gelesen werden kann; „%2“ nimmt auch die in den Ordnern darin.</translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation>„%1“: %2</translation>
    </message>
    <message>
        <source>A folder is written as {&quot;folder&quot;: &quot;photos&quot;, &quot;recursive&quot;: true}.</source>
        <translation>Ein Ordner wird als {&quot;folder&quot;: &quot;fotos&quot;, &quot;recursive&quot;: true} geschrieben.</translation>
    </message>
    <message>
        <source>The letters of “%1” are not those of this system (UTF-8), so that the file cannot be opened: rename it.</source>
        <translation>Die Buchstaben von „%1“ sind nicht die dieses Systems (UTF-8), sodass die Datei nicht geöffnet werden kann: Bitte umbenennen.</translation>
    </message>
    <message>
        <source>Render the jobs listed in this JSON file, e.g. {&quot;defaults&quot;: {&quot;size&quot;: 1024}, &quot;jobs&quot;: [{&quot;contents&quot;: [&quot;a.jpg&quot;, &quot;photos/*.jpg&quot;], &quot;styles&quot;: &quot;paintings/&quot;, &quot;output&quot;: &quot;{content}-{style}.png&quot;}]}. The keys are the options named here; files are named as seen from the list, and “photos/**” takes folders beneath one, too. What is done already is passed over, and what fails does not stop the rest. Beside it stand only the options below, --quiet, --device, --threads and --preview-every.</source>
        <translation>Die Aufträge in dieser JSON-Datei rendern, z. B. {&quot;defaults&quot;: {&quot;size&quot;: 1024}, &quot;jobs&quot;: [{&quot;contents&quot;: [&quot;a.jpg&quot;, &quot;fotos/*.jpg&quot;], &quot;styles&quot;: &quot;gemaelde/&quot;, &quot;output&quot;: &quot;{content}-{style}.png&quot;}]}. Die Schlüssel sind die hier genannten Optionen; Dateien heißen, wie sie von der Liste aus zu finden sind, und „fotos/**“ nimmt auch Ordner darin. Was schon fertig ist, wird übergangen, und was scheitert, hält den Rest nicht auf. Daneben stehen nur die Optionen darunter, --quiet, --device, --threads und --preview-every.</translation>
    </message>
    <message>
        <source>There is no file “%1”: repeat --style for each picture (in a list of jobs: [&quot;a.jpg&quot;, &quot;b.jpg&quot;]).</source>
        <translation>Es gibt keine Datei „%1“: Bitte --style für jedes Bild wiederholen (in einer Auftragsliste: [&quot;a.jpg&quot;, &quot;b.jpg&quot;]).</translation>
    </message>
    <message>
        <source>In “%1” there is no picture that can be read here, nor in its folders.</source>
        <translation>In „%1“ liegt kein Bild, das hier gelesen werden kann, auch nicht in den Ordnern darin.</translation>
    </message>
    <message>
        <source>--%1 of a job is a file: a list has no standard input and output.</source>
        <translation>--%1 eines Auftrags ist eine Datei: Eine Liste hat keine Standardein- und -ausgabe.</translation>
    </message>
    <message>
        <source>px per inch</source>
        <translation>px je Zoll</translation>
    </message>
    <message>
        <source>--print takes both sides and a unit, as in 60x40cm or 24x16in, not “%1”.</source>
        <translation>--print nimmt beide Seiten und eine Einheit, etwa 60x40cm oder 24x16in, nicht „%1“.</translation>
    </message>
    <message>
        <source>The result&apos;s file</source>
        <translation>Die Datei des Ergebnisses</translation>
    </message>
    <message>
        <source>What becomes of a file of that name: it is replaced (but none that the result is made from), the result gets a number behind its name, or nothing is done.</source>
        <translation>Was mit einer Datei dieses Namens geschieht: Sie wird ersetzt (aber keine, aus der das Ergebnis entsteht), das Ergebnis bekommt eine Nummer hinter den Namen, oder es wird nichts getan.</translation>
    </message>
    <message>
        <source>Bits per channel of the result; 16 in PNG, TIFF and JPEG XL, and 12 of them in AVIF.</source>
        <translation>Bits je Kanal des Ergebnisses; 16 in PNG, TIFF und JPEG XL, und 12 davon in AVIF.</translation>
    </message>
    <message>
        <source>Give the result the content picture&apos;s transparency; in all formats but JPEG and BMP.</source>
        <translation>Dem Ergebnis die Transparenz des Inhaltsbilds geben; in allen Formaten außer JPEG und BMP.</translation>
    </message>
    <message>
        <source>How much of the picture a format keeps that leaves something out: JPEG, WebP, AVIF, JPEG XL. Default: %1, in AVIF %2, in JPEG XL %3.</source>
        <translation>Wie viel vom Bild ein Format behält, das etwas weglässt: JPEG, WebP, AVIF, JPEG XL. Voreinstellung: %1, in AVIF %2, in JPEG XL %3.</translation>
    </message>
    <message>
        <source>Leave nothing out; in WebP and JPEG XL.</source>
        <translation>Nichts weglassen; in WebP und JPEG XL.</translation>
    </message>
    <message>
        <source>As large as fits on this paper, at --dpi, in place of --size: 60x40cm, 24x16in. The paper is turned as the content picture is.</source>
        <translation>So groß, wie es bei --dpi auf dieses Papier passt, statt --size: 60x40cm, 24x16in. Das Papier wird gedreht, wie das Inhaltsbild liegt.</translation>
    </message>
    <message>
        <source>Keep the content picture&apos;s title, author, copyright and date.</source>
        <translation>Titel, Urheber, Copyright und Datum des Inhaltsbilds behalten.</translation>
    </message>
    <message>
        <source>Write the result in the content picture&apos;s colour profile, such as Display P3 or Adobe RGB, in place of sRGB.</source>
        <translation>Das Ergebnis im Farbprofil des Inhaltsbilds schreiben, etwa Display P3 oder Adobe RGB, statt in sRGB.</translation>
    </message>
    <message>
        <source>--print is about the shape of a content picture: a texture takes --size WIDTHxHEIGHT.</source>
        <translation>--print richtet sich nach der Form eines Inhaltsbilds: Eine Textur nimmt --size BREITExHÖHE.</translation>
    </message>
    <message>
        <source>Only one picture can come from standard input, “-”.</source>
        <translation>Nur ein Bild kann aus der Standardeingabe, „-“, kommen.</translation>
    </message>
    <message>
        <source>A project needs pictures that can be read again: standard input, “-”, cannot.</source>
        <translation>Ein Projekt braucht Bilder, die wieder gelesen werden können: Die Standardeingabe, „-“, kann das nicht.</translation>
    </message>
    <message>
        <source>--print and --size exclude each other.</source>
        <translation>--print und --size schließen einander aus.</translation>
    </message>
    <message>
        <source>“%1” is there already.</source>
        <translation>„%1“ ist schon da.</translation>
    </message>
    <message>
        <source>The picture to be painted anew; “-” is standard input.</source>
        <translation>Das Bild, das neu gemalt werden soll; „-“ ist die Standardeingabe.</translation>
    </message>
    <message>
        <source>Make this exported picture again, from the recipe that it carries: its parameters, its network, and its pictures where they lie beside it or in the current folder. Other options change what they name.</source>
        <translation>Dieses exportierte Bild noch einmal machen, nach dem Rezept, das es in sich trägt: seine Parameter, sein Netz und seine Bilder, wenn sie neben ihm oder im aktuellen Ordner liegen. Andere Optionen ändern, was sie nennen.</translation>
    </message>
    <message>
        <source>standard input</source>
        <translation>Standardeingabe</translation>
    </message>
    <message>
        <source>Names of files have places %1, but not “%2”.</source>
        <translation>Dateinamen haben die Plätze %1, aber nicht „%2“.</translation>
    </message>
    <message>
        <source>standard output</source>
        <translation>Standardausgabe</translation>
    </message>
    <message>
        <source>The result: PNG, or what the suffix says of TIFF, JPEG, WebP, AVIF, JPEG XL and BMP; “-” is standard output, see --format. {content}, {style} and {size} in it stand for the names of the pictures and --size. All but BMP carry the recipe.</source>
        <translation>Das Ergebnis: PNG, oder was die Endung sagt von TIFF, JPEG, WebP, AVIF, JPEG XL und BMP; „-“ ist die Standardausgabe, siehe --format. {content}, {style} und {size} darin stehen für die Namen der Bilder und --size. Alle außer BMP tragen das Rezept in sich.</translation>
    </message>
    <message>
        <source>The format on standard output.</source>
        <translation>Das Format auf der Standardausgabe.</translation>
    </message>
    <message>
        <source>The resolution on paper, which the file tells (but for BMP). Default: with --print %1, else the content picture&apos;s where the result has its size.</source>
        <translation>Die Auflösung auf Papier, die die Datei nennt (außer BMP). Voreinstellung: mit --print %1, sonst die des Inhaltsbilds, wo das Ergebnis dessen Größe hat.</translation>
    </message>
    <message>
        <source>Keep where the content picture was taken.</source>
        <translation>Behalten, wo das Inhaltsbild aufgenommen wurde.</translation>
    </message>
    <message>
        <source>--%1 takes a colour as in #ff8000 (red, green and blue, each from 00 to ff), not “%2”.</source>
        <translation>--%1 nimmt eine Farbe wie #ff8000 (Rot, Grün und Blau, jeweils von 00 bis ff), nicht „%2“.</translation>
    </message>
    <message>
        <source>--format is for standard output, “-”: of a file the suffix says the format.</source>
        <translation>--format gilt der Standardausgabe, „-“: Bei einer Datei sagt die Endung das Format.</translation>
    </message>
    <message>
        <source>Take a picture whose file is cut short for what is there of it; else it is refused.</source>
        <translation>Von einem Bild, dessen Datei abgeschnitten ist, nehmen, was da ist; sonst wird es abgelehnt.</translation>
    </message>
    <message>
        <source>SIZE[,…]</source>
        <translation>GRÖSSE[,…]</translation>
    </message>
    <message>
        <source>How much memory an iteration may take, as in 2G or 500M, measured in turns: in tiles where that is too little for the whole; 0, the default, is as much as that takes.</source>
        <translation>Wie viel Speicher eine Iteration belegen darf, etwa 2G oder 500M, reihum gemessen: in Kacheln, wo das für das ganze Bild zu wenig ist; 0, die Vorgabe, ist so viel, wie das braucht.</translation>
    </message>
    <message>
        <source>“%1” has two of --%2, “%3” and “%4”: a style takes one.</source>
        <translation>„%1“ hat zwei --%2, „%3“ und „%4“: Ein Stil nimmt nur eine.</translation>
    </message>
    <message>
        <source>Where on the content the style before it acts: a mask, white is fully, black not at all. Styles without one share what is left. One of several flat colours is several: the lightest for this style, and the next ones for those after it.</source>
        <translation>Wo auf dem Inhaltsbild der Stil davor wirkt: eine Maske, Weiß heißt ganz, Schwarz gar nicht. Stile ohne Maske teilen sich, was übrig ist. Eine aus mehreren glatten Farben ist mehrere: die hellste für diesen Stil, die nächsten für die nach ihm.</translation>
    </message>
    <message>
        <source>A mask that the recipe has for “%1” is not to be found, and not used.</source>
        <translation>Eine Maske, die das Rezept für „%1“ hat, ist nicht zu finden und wird nicht verwendet.</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>What the recipe sets for %1, such as a region or a weight, is not used: no --style stands for it.</source>
        <translation>Was das Rezept für %1 einstellt, etwa eine Region oder ein Gewicht, wird nicht verwendet: Kein --style steht dafür.</translation>
    </message>
</context>
<context>
    <name>gramarye::DeviceBox</name>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>What computes. A graphics card is many times as fast, but has less memory.</source>
        <translation>Was rechnet. Eine Grafikkarte ist um ein Vielfaches schneller, hat aber weniger Speicher.</translation>
    </message>
</context>
<context>
    <name>gramarye::EditRecorder</name>
    <message>
        <source>&amp;Undo %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
</context>
<context>
    <name>gramarye::ExportActions</name>
    <message>
        <source>Exporting “%1”…</source>
        <translation>„%1“ wird exportiert…</translation>
    </message>
    <message>
        <source>Exported “%1”, %2 × %3 px.</source>
        <translation>„%1“ exportiert, %2 × %3 px.</translation>
    </message>
    <message>
        <source>The export of “%1” was cancelled.</source>
        <translation>Der Export von „%1“ wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>gramarye::ExportDialog</name>
    <message>
        <source>Pictures (%1)</source>
        <translation>Bilder (%1)</translation>
    </message>
    <message>
        <source>&amp;Keep the content picture&apos;s transparency</source>
        <translation>&amp;Transparenz des Inhaltsbildes behalten</translation>
    </message>
    <message>
        <source>Export picture</source>
        <translation>Bild exportieren</translation>
    </message>
    <message>
        <source>8, for screens and the web</source>
        <translation>8, für Bildschirme und das Web</translation>
    </message>
    <message>
        <source>16, for more work on it</source>
        <translation>16, zum Weiterbearbeiten</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>&amp;Bits per channel</source>
        <translation>&amp;Bits je Kanal</translation>
    </message>
    <message>
        <source>B&amp;rowse…</source>
        <translation>Durch&amp;suchen…</translation>
    </message>
    <message>
        <source>The file keeps its recipe: drop it on the window to get these settings back.</source>
        <translation>Die Datei behält ihr Rezept: Auf das Fenster gezogen, bringt sie diese Einstellungen zurück.</translation>
    </message>
    <message>
        <source>“%1” exists already. Replace it?</source>
        <translation>„%1“ gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>E&amp;rsetzen</translation>
    </message>
    <message>
        <source>For the web: JPEG, quality 85</source>
        <translation>Fürs Web: JPEG, Qualität 85</translation>
    </message>
    <message>
        <source>For printing: TIFF, 16 bits, 300 px per inch</source>
        <translation>Zum Drucken: TIFF, 16 Bit, 300 px je Zoll</translation>
    </message>
    <message>
        <source>&amp;Lossless</source>
        <translation>&amp;Verlustfrei</translation>
    </message>
    <message>
        <source>Keep the content&apos;s &amp;title, author, copyright and date</source>
        <translation>&amp;Titel, Urheber, Copyright und Datum des Inhalts behalten</translation>
    </message>
    <message>
        <source>Keep &amp;where the content was taken</source>
        <translation>Behalten, &amp;wo der Inhalt aufgenommen wurde</translation>
    </message>
    <message>
        <source>In the content&apos;s &amp;colour profile in place of sRGB</source>
        <translation>Im Farb&amp;profil des Inhalts statt in sRGB</translation>
    </message>
    <message>
        <source>&amp;Presets</source>
        <translation>V&amp;orlagen</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>keine</translation>
    </message>
    <message>
        <source> px per inch</source>
        <translation> px je Zoll</translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation>&amp;Qualität</translation>
    </message>
    <message>
        <source>Re&amp;solution</source>
        <translation>&amp;Auflösung</translation>
    </message>
    <message>
        <source>File size</source>
        <translation>Dateigröße</translation>
    </message>
    <message>
        <source>&amp;Keep these settings…</source>
        <translation>Diese Einstellungen &amp;behalten …</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Keep these settings</source>
        <translation>Diese Einstellungen behalten</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
    <message>
        <source>%1 has no place for the recipe.</source>
        <translation>%1 hat keinen Platz für das Rezept.</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>Keep &amp;both</source>
        <translation>&amp;Beide behalten</translation>
    </message>
</context>
<context>
    <name>gramarye::FileList</name>
    <message>
        <source>Add pictures</source>
        <translation>Bilder hinzufügen</translation>
    </message>
</context>
<context>
    <name>gramarye::GramView</name>
    <message>
        <source>red</source>
        <translation>rot</translation>
    </message>
    <message>
        <source>green</source>
        <translation>grün</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>blau</translation>
    </message>
    <message>
        <source>1</source>
        <comment>a constant beside red, green and blue</comment>
        <translation>1</translation>
    </message>
    <message>
        <source>%1, channels %2 with %3, on average: style %4, picture %5</source>
        <translation>%1, Kanäle %2 mit %3, im Mittel: Stil %4, Bild %5</translation>
    </message>
    <message>
        <source>%1, channels %2 with %3: style %4, picture %5</source>
        <translation>%1, Kanäle %2 mit %3: Stil %4, Bild %5</translation>
    </message>
    <message>
        <source>style</source>
        <translation>Stil</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Gram matrices and distributions</source>
        <translation>Gram-Matrizen und Verteilungen</translation>
    </message>
    <message>
        <source>%1, where picture and style differ most: distance %2</source>
        <translation>%1, wo sich Bild und Stil am meisten unterscheiden: Abstand %2</translation>
    </message>
    <message>
        <source>How often each value occurs along the direction where picture and style differ most: the closer the curves, the better the match</source>
        <translation>Wie oft jeder Wert in der Richtung vorkommt, in der sich Bild und Stil am meisten unterscheiden: je näher die Kurven, desto besser</translation>
    </message>
    <message>
        <source>While a picture is being made, each style layer&apos;s Gram matrix is here: that of the style, and that of the picture, which is to become like it; and distributions, where these are compared</source>
        <translation>Während ein Bild entsteht, ist hier die Gram-Matrix jeder Stilschicht zu sehen: die des Stils und die des Bildes, die ihr gleich werden soll; und Verteilungen, wo diese verglichen werden</translation>
    </message>
</context>
<context>
    <name>gramarye::ImageWell</name>
    <message>
        <source>Remove this picture</source>
        <translation>Dieses Bild entfernen</translation>
    </message>
    <message>
        <source>%1, %2 × %3 px</source>
        <translation>%1, %2 × %3 px</translation>
    </message>
    <message>
        <source>Open picture</source>
        <translation>Bild öffnen</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Pictures (%1);;All files (*)</source>
        <translation>Bilder (%1);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1, in the colours that it is painted with</source>
        <translation>%1, in den Farben, mit denen es gemalt wird</translation>
    </message>
    <message>
        <source>Open what is there</source>
        <translation>Öffnen, was da ist</translation>
    </message>
</context>
<context>
    <name>gramarye::IncomingPictures</name>
    <message>
        <source>Add style pictures</source>
        <translation>Stilbilder hinzufügen</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard: copy one first.</source>
        <translation>In der Zwischenablage ist kein Bild: Bitte zuerst eines kopieren.</translation>
    </message>
    <message>
        <source>Use as content</source>
        <translation>Als Inhalt verwenden</translation>
    </message>
    <message>
        <source>Add as style</source>
        <translation>Als Stil hinzufügen</translation>
    </message>
    <message>
        <source>Restore its recipe</source>
        <translation>Sein Rezept wiederherstellen</translation>
    </message>
    <message>
        <source>“%1” carries its recipe.</source>
        <translation>„%1“ enthält sein Rezept.</translation>
    </message>
    <message>
        <source>Restore recipe</source>
        <translation>Rezept wiederherstellen</translation>
    </message>
    <message>
        <source>Restored the recipe of “%1”.</source>
        <translation>Rezept von „%1“ wiederhergestellt.</translation>
    </message>
</context>
<context>
    <name>gramarye::LayerSliders</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>How much this layer of the network (%1) counts; 0 leaves it out.</source>
        <translation>Wie viel diese Schicht des Netzes (%1) zählt; 0 lässt sie weg.</translation>
    </message>
</context>
<context>
    <name>gramarye::LeaveGuard</name>
    <message>
        <source>Saving… The window closes when that is done.</source>
        <translation>Wird gespeichert… Danach schließt sich das Fenster.</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>Unsaved project</source>
        <translation>Nicht gespeichertes Projekt</translation>
    </message>
    <message>
        <source>“%1” has changes that are not saved. Save them first?</source>
        <translation>„%1“ hat Änderungen, die nicht gespeichert sind. Vorher speichern?</translation>
    </message>
    <message>
        <source>The restored picture is not saved yet. Save it first?</source>
        <translation>Das wiederhergestellte Bild ist noch nicht gespeichert. Vorher speichern?</translation>
    </message>
    <message>
        <source>The snapshots that you kept are not saved in a project. Save them first?</source>
        <translation>Die festgehaltenen Schnappschüsse sind in keinem Projekt gespeichert. Vorher speichern?</translation>
    </message>
    <message>
        <source>Unsaved picture</source>
        <translation>Nicht gespeichertes Bild</translation>
    </message>
    <message>
        <source>The picture has not been exported. Export it first?</source>
        <translation>Das Bild ist noch nicht exportiert. Vorher exportieren?</translation>
    </message>
    <message>
        <source>The masks that you painted are not saved in a project. Save them first?</source>
        <translation>Die gemalten Masken sind in keinem Projekt gespeichert. Vorher speichern?</translation>
    </message>
    <message>
        <source>The masks that you painted and the snapshots that you kept are not saved in a project. Save them first?</source>
        <translation>Die gemalten Masken und die festgehaltenen Schnappschüsse sind in keinem Projekt gespeichert. Vorher speichern?</translation>
    </message>
</context>
<context>
    <name>gramarye::LossPlot</name>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>style</source>
        <translation>Stil</translation>
    </message>
    <message>
        <source>total</source>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>How far the picture still is from what is asked for: as long as the curves fall, it gets nearer. Point at them to read values.</source>
        <translation>Wie weit das Bild noch vom Gewünschten entfernt ist: Solange die Kurven fallen, kommt es näher. Auf sie zeigen, um Werte abzulesen.</translation>
    </message>
    <message>
        <source>Iteration %1, %2 px: content %3, style %4, total %5</source>
        <translation>Iteration %1, %2 px: Inhalt %3, Stil %4, gesamt %5</translation>
    </message>
</context>
<context>
    <name>gramarye::MainWindow</name>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Gramarye</source>
        <translation>Gramarye</translation>
    </message>
    <message>
        <source>%1[*] – Gramarye</source>
        <translation>%1[*] – Gramarye</translation>
    </message>
    <message>
        <source>%1 % – %2</source>
        <comment>progress – title</comment>
        <translation>%1 % – %2</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>Schnappschüsse</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>Überraschung</translation>
    </message>
    <message>
        <source>Exported “%1”, pictures: %2.</source>
        <translation>„%1“ exportiert, Bilder: %2.</translation>
    </message>
    <message>
        <source>Gram matrices and distributions</source>
        <translation>Gram-Matrizen und Verteilungen</translation>
    </message>
    <message>
        <source>Texture, %1 × %2 px: add a style</source>
        <translation>Textur, %1 × %2 px: einen Stil hinzufügen</translation>
    </message>
    <message>
        <source>Texture, %1 × %2 px: press Start</source>
        <translation>Textur, %1 × %2 px: auf Start drücken</translation>
    </message>
</context>
<context>
    <name>gramarye::MaskBar</name>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>a share, %1 is a whole number</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Leave the mask (Esc)</source>
        <translation>Die Maske verlassen (Esc)</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Hardness</source>
        <translation>Härte</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>Toleranz</translation>
    </message>
    <message>
        <source>Feather</source>
        <translation>Weiche Kanten</translation>
    </message>
    <message>
        <source>Make the edges softer; again for more (S)</source>
        <translation>Die Kanten weicher machen; noch einmal für mehr (S)</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>Umkehren</translation>
    </message>
    <message>
        <source>Exchange inside and outside (I)</source>
        <translation>Innen und außen vertauschen (I)</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Take everything out (Delete)</source>
        <translation>Alles herausnehmen (Entf)</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Brush (B)
Size: [ and ], or Shift and the wheel
Erase: the right button, or Alt</source>
        <translation>Pinsel (B)
Größe: [ und ], oder Umschalt und das Mausrad
Radieren: die rechte Taste, oder Alt</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Radierer</translation>
    </message>
    <message>
        <source>Eraser (E)</source>
        <translation>Radierer (E)</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Rectangle (R)</source>
        <translation>Rechteck (R)</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Lasso (L)</source>
        <translation>Lasso (L)</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllen</translation>
    </message>
    <message>
        <source>Fill what is of a similar colour (F)</source>
        <translation>Füllen, was von ähnlicher Farbe ist (F)</translation>
    </message>
</context>
<context>
    <name>gramarye::MessageBar</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>gramarye::NetworkBar</name>
    <message>
        <source>Close this message about networks</source>
        <translation>Diese Meldung über Netze schließen</translation>
    </message>
    <message>
        <source>The full VGG-19 makes finer pictures than the built-in network.</source>
        <translation>Das ganze VGG-19 macht feinere Bilder als das eingebaute Netz.</translation>
    </message>
    <message>
        <source>Download (%1)</source>
        <translation>Herunterladen (%1)</translation>
    </message>
    <message>
        <source>%1 is installed.</source>
        <translation>%1 ist installiert.</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Networks…</source>
        <translation>Netze…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a network: how far it is</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>gramarye::NetworkBox</name>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Weight file…</source>
        <translation>Gewichtsdatei…</translation>
    </message>
    <message>
        <source>Open weight file</source>
        <translation>Gewichtsdatei öffnen</translation>
    </message>
    <message>
        <source>Networks…</source>
        <translation>Netze…</translation>
    </message>
    <message>
        <source>%1 (%2)…</source>
        <comment>a network: not here or damaged</comment>
        <translation>%1 (%2)…</translation>
    </message>
</context>
<context>
    <name>gramarye::NetworkRow</name>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Import file…</source>
        <translation>Datei importieren…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 verwenden</translation>
    </message>
    <message>
        <source>Import the weight file of %1</source>
        <translation>Die Gewichtsdatei von %1 importieren</translation>
    </message>
    <message>
        <source>Cancel the download of %1</source>
        <translation>Das Herunterladen von %1 abbrechen</translation>
    </message>
    <message>
        <source>Progress of %1</source>
        <translation>Fortschritt von %1</translation>
    </message>
    <message>
        <source>More about %1</source>
        <translation>Mehr zu %1</translation>
    </message>
    <message>
        <source>Download again</source>
        <translation>Noch einmal herunterladen</translation>
    </message>
    <message>
        <source>Download whole and verify its SHA-256</source>
        <translation>Ganz herunterladen und SHA-256 überprüfen</translation>
    </message>
    <message>
        <source>Download from another address…</source>
        <translation>Von einer anderen Adresse herunterladen…</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Überprüfen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>%1, in use</source>
        <comment>%1: installed or built in</comment>
        <translation>%1, in Gebrauch</translation>
    </message>
    <message>
        <source>%1 to download</source>
        <translation>%1 herunterzuladen</translation>
    </message>
    <message>
        <source>from %1</source>
        <comment>a server</comment>
        <translation>von %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a network: what a button does</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Continue download at %1</source>
        <translation>Herunterladen ab %1 fortsetzen</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Download %1</source>
        <translation>%1 herunterladen</translation>
    </message>
    <message>
        <source>Address of the weight file, beginning with https:</source>
        <translation>Adresse der Gewichtsdatei, beginnend mit https:</translation>
    </message>
    <message>
        <source>Remove a network</source>
        <translation>Ein Netz entfernen</translation>
    </message>
    <message>
        <source>Remove “%1” from this computer?</source>
        <translation>„%1“ von diesem Rechner entfernen?</translation>
    </message>
    <message>
        <source>It cannot be downloaded: keep its weight file to import it again.</source>
        <translation>Es lässt sich nicht herunterladen: Bitte seine Gewichtsdatei aufheben, um es wieder importieren zu können.</translation>
    </message>
    <message>
        <source>It can be downloaded again (%1).</source>
        <translation>Es lässt sich wieder herunterladen (%1).</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>gramarye::NetworksDialog</name>
    <message>
        <source>Import file…</source>
        <translation>Datei importieren…</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Netze</translation>
    </message>
    <message>
        <source>A weight file of VGG-19 (.safetensors, .pth or .pt); which network it holds is seen from what is in it. Dropping it here does the same.</source>
        <translation>Eine Gewichtsdatei von VGG-19 (.safetensors, .pth oder .pt); welches Netz sie enthält, zeigt ihr Inhalt. Sie hierher zu ziehen bewirkt dasselbe.</translation>
    </message>
    <message>
        <source>Import a weight file</source>
        <translation>Eine Gewichtsdatei importieren</translation>
    </message>
    <message>
        <source>Which network?</source>
        <translation>Welches Netz?</translation>
    </message>
    <message>
        <source>“%1” may hold one of several networks, which expect their colours in another order, and the file itself does not tell. Which one is it?</source>
        <translation>„%1“ kann eines von mehreren Netzen enthalten, die ihre Farben in verschiedener Reihenfolge erwarten, und die Datei selbst verrät es nicht. Welches ist es?</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a network and what it is good for</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>If you do not know, it is most likely the first.</source>
        <translation>Im Zweifel ist es höchstwahrscheinlich das erste.</translation>
    </message>
</context>
<context>
    <name>gramarye::ParameterControl</name>
    <message>
        <source>Reset to default</source>
        <translation>Auf Vorgabe zurücksetzen</translation>
    </message>
</context>
<context>
    <name>gramarye::ParameterPanel</name>
    <message>
        <source>as content</source>
        <comment>size of the result</comment>
        <translation>wie Inhalt</translation>
    </message>
    <message>
        <source>all cores</source>
        <comment>number of threads</comment>
        <translation>alle Kerne</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Gleichgewicht</translation>
    </message>
    <message>
        <source>Style layers</source>
        <translation>Stilschichten</translation>
    </message>
</context>
<context>
    <name>gramarye::PicturesPanel</name>
    <message>
        <source>Content picture</source>
        <translation>Inhaltsbild</translation>
    </message>
    <message>
        <source>Drop the content picture here,
or click</source>
        <translation>Inhaltsbild hierher ziehen
oder klicken</translation>
    </message>
    <message>
        <source>Picture to start from</source>
        <translation>Bild, von dem ausgegangen wird</translation>
    </message>
    <message>
        <source>Drop the picture to start from here,
or click</source>
        <translation>Startbild hierher ziehen
oder klicken</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Startbild</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>Stile</translation>
    </message>
    <message>
        <source>What stays as it is</source>
        <translation>Was bleibt, wie es ist</translation>
    </message>
    <message>
        <source>Texture, %1 × %2 px.
A content picture
takes its place.</source>
        <translation>Textur, %1 × %2 px.
Ein Inhaltsbild tritt
an ihre Stelle.</translation>
    </message>
</context>
<context>
    <name>gramarye::PresetMenu</name>
    <message>
        <source>&amp;Presets</source>
        <translation>&amp;Voreinstellungen</translation>
    </message>
    <message>
        <source>S&amp;urprise me…</source>
        <translation>&amp;Überraschung…</translation>
    </message>
    <message>
        <source>Six small pictures with looks around this one, to pick from</source>
        <translation>Sechs kleine Bilder mit Looks rund um diesen, zum Auswählen</translation>
    </message>
    <message>
        <source>&amp;Save as preset…</source>
        <translation>Als Voreinstellung &amp;speichern…</translation>
    </message>
    <message>
        <source>&amp;Manage presets…</source>
        <translation>Voreinstellungen &amp;verwalten…</translation>
    </message>
    <message>
        <source>Preset “%1”</source>
        <translation>Voreinstellung „%1“</translation>
    </message>
    <message>
        <source>Saved the preset “%1”.</source>
        <translation>Voreinstellung „%1“ gespeichert.</translation>
    </message>
</context>
<context>
    <name>gramarye::PresetsDialog</name>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Voreinstellungen</translation>
    </message>
    <message>
        <source>A preset file dropped here is imported.</source>
        <translation>Eine hierher gezogene Voreinstellungsdatei wird importiert.</translation>
    </message>
    <message>
        <source>F2</source>
        <translation>F2</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>A part of the program</source>
        <translation>Ein Teil des Programms</translation>
    </message>
    <message>
        <source>There is a preset called “%1” already: choose another name.</source>
        <translation>Eine Voreinstellung namens „%1“ gibt es schon: Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Renamed “%1” to “%2”.</source>
        <translation>„%1“ in „%2“ umbenannt.</translation>
    </message>
    <message>
        <source>Removed “%1”.</source>
        <translation>„%1“ entfernt.</translation>
    </message>
    <message>
        <source>Export preset</source>
        <translation>Voreinstellung exportieren</translation>
    </message>
    <message>
        <source>Exported “%1”.</source>
        <translation>„%1“ exportiert.</translation>
    </message>
    <message>
        <source>Import preset</source>
        <translation>Voreinstellung importieren</translation>
    </message>
</context>
<context>
    <name>gramarye::PreviewCanvas</name>
    <message>
        <source>Picture being made</source>
        <translation>Entstehendes Bild</translation>
    </message>
    <message>
        <source>Drop a picture here, or open one with Ctrl+O</source>
        <translation>Ein Bild hierher ziehen oder mit Strg+O öffnen</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>zoom</comment>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>gramarye::PrintDialog</name>
    <message>
        <source>Size on paper</source>
        <translation>Größe auf Papier</translation>
    </message>
    <message>
        <source>cm</source>
        <translation>cm</translation>
    </message>
    <message>
        <source>inches</source>
        <translation>Zoll</translation>
    </message>
    <message>
        <source> px per inch</source>
        <translation> px je Zoll</translation>
    </message>
    <message>
        <source>The picture becomes as large as fits on the paper, which is turned as the picture is.</source>
        <translation>Das Bild wird so groß, wie es auf das Papier passt; das wird gedreht, wie das Bild liegt.</translation>
    </message>
    <message>
        <source>&amp;Paper</source>
        <translation>&amp;Papier</translation>
    </message>
    <message>
        <source>Width of the paper</source>
        <translation>Breite des Papiers</translation>
    </message>
    <message>
        <source>Height of the paper</source>
        <translation>Höhe des Papiers</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>&amp;Resolution</source>
        <translation>&amp;Auflösung</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>%1: the longest side is %2 px at the most.</source>
        <translation>%1: Die längste Seite hat höchstens %2 px.</translation>
    </message>
</context>
<context>
    <name>gramarye::ProjectActions</name>
    <message>
        <source>Open &amp;project…</source>
        <translation>&amp;Projekt öffnen…</translation>
    </message>
    <message>
        <source>&amp;Save project</source>
        <translation>Projekt &amp;speichern</translation>
    </message>
    <message>
        <source>Save project &amp;as…</source>
        <translation>Projekt speichern &amp;unter…</translation>
    </message>
    <message>
        <source>&amp;Keep pictures inside the project</source>
        <translation>&amp;Bilder im Projekt aufbewahren</translation>
    </message>
    <message>
        <source>The project can then be moved or sent without the pictures&apos; files, and is larger</source>
        <translation>Das Projekt lässt sich dann ohne die Bilddateien verschieben oder verschicken und ist größer</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Gramarye projects (*.gramarye)</source>
        <translation>Gramarye-Projekte (*.gramarye)</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Open without it</source>
        <translation>Ohne es öffnen</translation>
    </message>
    <message>
        <source>Find picture</source>
        <translation>Bild suchen</translation>
    </message>
    <message>
        <source>Gramarye ended before the picture of %1 was saved: it can be restored.</source>
        <translation>Gramarye wurde beendet, bevor das Bild vom %1 gespeichert war: Es lässt sich wiederherstellen.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Save project</source>
        <translation>Projekt speichern</translation>
    </message>
    <message>
        <source>Saved “%1”.</source>
        <translation>„%1“ gespeichert.</translation>
    </message>
    <message>
        <source>&amp;New project</source>
        <translation>&amp;Neues Projekt</translation>
    </message>
    <message>
        <source>Saved “%1”, but its picture cannot go on from there: the pictures were exchanged since the run began. Put them back and save again to keep where it is.</source>
        <translation>„%1“ gespeichert, aber das Bild kann von dort nicht weitergehen: Die Bilder wurden seit seinem Beginn ausgetauscht. Zurücktauschen und noch einmal speichern erhält den Stand.</translation>
    </message>
    <message>
        <source>Saved “%1”, but its picture cannot go on from there: there was too little memory to keep where the run stood.</source>
        <translation>„%1“ gespeichert, aber das Bild kann von dort nicht weitergehen: Für den Stand des Laufs fehlte der Speicher.</translation>
    </message>
    <message>
        <source>Saved “%1”, but its picture cannot go on from there: where the run stood was lost when it failed.</source>
        <translation>„%1“ gespeichert, aber das Bild kann von dort nicht weitergehen: Der Stand des Laufs ging verloren, als er scheiterte.</translation>
    </message>
</context>
<context>
    <name>gramarye::QueueAdder</name>
    <message>
        <source>Content pictures</source>
        <translation>Inhaltsbilder</translation>
    </message>
    <message>
        <source>Style pictures</source>
        <translation>Stilbilder</translation>
    </message>
    <message>
        <source>&amp;Blend the styles into one</source>
        <translation>Stile zu einem &amp;mischen</translation>
    </message>
    <message>
        <source>One picture for each content, in all styles at once, each as strong as in the window</source>
        <translation>Ein Bild je Inhalt, in allen Stilen zugleich, jeder so stark wie im Fenster</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalte</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>Stile</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>Add pictures: %1</source>
        <translation>Bilder hinzufügen: %1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the pictures selected: %1</source>
        <translation>Die ausgewählten Bilder entfernen: %1</translation>
    </message>
    <message>
        <source>&amp;Add to the queue (%1)</source>
        <comment>number of pictures</comment>
        <translation>Zur Warteschlange &amp;hinzufügen (%1)</translation>
    </message>
</context>
<context>
    <name>gramarye::QueueDialog</name>
    <message>
        <source>Lists of jobs (*.json)</source>
        <translation>Auftragslisten (*.json)</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Pictures in the queue</source>
        <translation>Bilder in der Warteschlange</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Make a&amp;gain</source>
        <translation>&amp;Noch einmal machen</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>&amp;Wählen…</translation>
    </message>
    <message>
        <source>Choose the folder of the results</source>
        <translation>Den Ordner der Ergebnisse wählen</translation>
    </message>
    <message>
        <source>Results go to</source>
        <translation>Ergebnisse kommen in</translation>
    </message>
    <message>
        <source>&amp;Open list…</source>
        <translation>Liste ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Sa&amp;ve list…</source>
        <translation>Liste &amp;speichern…</translation>
    </message>
    <message>
        <source>The picture to start from is in no file: drop one that is into the start well.</source>
        <translation>Das Bild zum Ausgehen liegt in keiner Datei: Bitte eines aus einer Datei in das Feld „Startbild“ ziehen.</translation>
    </message>
    <message>
        <source>Saved “%1”: “gramarye render --batch” takes it, too.</source>
        <translation>„%1“ gespeichert: Auch „gramarye render --batch“ nimmt die Liste.</translation>
    </message>
    <message>
        <source>Folder of the results</source>
        <translation>Ordner der Ergebnisse</translation>
    </message>
    <message>
        <source>Open list of jobs</source>
        <translation>Auftragsliste öffnen</translation>
    </message>
    <message>
        <source>Save list of jobs</source>
        <translation>Auftragsliste speichern</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 von %2 fertig</translation>
    </message>
    <message>
        <source>, %1 failed</source>
        <translation>, %1 gescheitert</translation>
    </message>
    <message>
        <source>Waits until the picture in the window is done</source>
        <translation>Wartet, bis das Bild im Fenster fertig ist</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>S&amp;tart</translation>
    </message>
    <message>
        <source>There is too little memory to keep where the picture stood: it will be made from its beginning. Close other programs or choose a smaller size.</source>
        <translation>Für den Stand des Bildes fehlt der Speicher: Es wird von vorn gemacht. Andere Programme schließen oder eine kleinere Größe wählen.</translation>
    </message>
    <message>
        <source>There is no style to paint these in yet: add one above, then drop them again.</source>
        <translation>Es gibt noch keinen Stil, in dem sie gemalt werden: Bitte oben einen hinzufügen und sie dann noch einmal ablegen.</translation>
    </message>
    <message>
        <source>Format of the results</source>
        <translation>Format der Ergebnisse</translation>
    </message>
    <message>
        <source>Quality, bits and what is kept of the content are those of the last export</source>
        <translation>Qualität, Bits und was vom Inhalt behalten wird, sind die des letzten Exports</translation>
    </message>
    <message>
        <source>as</source>
        <translation>als</translation>
    </message>
</context>
<context>
    <name>gramarye::RatioBox</name>
    <message>
        <source>style only</source>
        <translation>nur Stil</translation>
    </message>
    <message>
        <source>content only</source>
        <translation>nur Inhalt</translation>
    </message>
</context>
<context>
    <name>gramarye::RatioControl</name>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Stil</translation>
    </message>
</context>
<context>
    <name>gramarye::RecentFilesMenu</name>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>&amp;Forget these</source>
        <translation>Diese &amp;vergessen</translation>
    </message>
</context>
<context>
    <name>gramarye::RegionActions</name>
    <message>
        <source>Import mask</source>
        <translation>Maske importieren</translation>
    </message>
    <message>
        <source>“%1” has %2 colours: so many styles got their regions.</source>
        <translation>„%1“ hat %2 Farben: So viele Stile haben nun ihre Regionen.</translation>
    </message>
    <message>
        <source>“%1” has %2 colours: %3 of them, from the lightest on, are the styles&apos; regions.</source>
        <translation>„%1“ hat %2 Farben: %3 davon, von der hellsten an, sind die Regionen der Stile.</translation>
    </message>
    <message>
        <source>Export mask</source>
        <translation>Maske exportieren</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
        <source>Exported “%1”.</source>
        <translation>„%1“ exportiert.</translation>
    </message>
    <message>
        <source>“%1” is black all over.</source>
        <translation>„%1“ ist ganz schwarz.</translation>
    </message>
</context>
<context>
    <name>gramarye::RegionButton</name>
    <message>
        <source>Everywhere</source>
        <comment>a style acts</comment>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Region</source>
        <comment>a style acts in its</comment>
        <translation>Region</translation>
    </message>
    <message>
        <source>&amp;Paint region</source>
        <translation>Region &amp;malen</translation>
    </message>
    <message>
        <source>Where on the content this style acts</source>
        <translation>Wo auf dem Inhaltsbild dieser Stil wirkt</translation>
    </message>
    <message>
        <source>Nothing stays</source>
        <translation>Nichts bleibt</translation>
    </message>
    <message>
        <source>Parts stay</source>
        <translation>Teile bleiben</translation>
    </message>
    <message>
        <source>&amp;Paint what stays</source>
        <translation>&amp;Malen, was bleibt</translation>
    </message>
    <message>
        <source>What of the content stays as it is</source>
        <translation>Was vom Inhaltsbild bleibt, wie es ist</translation>
    </message>
    <message>
        <source>&amp;Import mask…</source>
        <translation>Maske &amp;importieren…</translation>
    </message>
    <message>
        <source>&amp;Export mask…</source>
        <translation>Maske &amp;exportieren…</translation>
    </message>
    <message>
        <source>All of it</source>
        <comment>a style&apos;s picture counts</comment>
        <translation>Ganz</translation>
    </message>
    <message>
        <source>A part of it</source>
        <comment>a style&apos;s picture counts</comment>
        <translation>Zum Teil</translation>
    </message>
    <message>
        <source>&amp;Paint the part</source>
        <translation>Den Teil &amp;malen</translation>
    </message>
    <message>
        <source>Which part of this picture is the style</source>
        <translation>Welcher Teil dieses Bildes der Stil ist</translation>
    </message>
    <message>
        <source>Rest</source>
        <comment>a style acts on the rest</comment>
        <translation>Rest</translation>
    </message>
    <message>
        <source>All</source>
        <comment>a style acts on all of the content</comment>
        <translation>Alles</translation>
    </message>
    <message>
        <source>The rest</source>
        <comment>a style acts on</comment>
        <translation>Der Rest</translation>
    </message>
    <message>
        <source>Where on the content this style acts: without a region of its own, where no other style&apos;s is</source>
        <translation>Wo auf dem Inhaltsbild dieser Stil wirkt: ohne eigene Region dort, wo keine eines anderen Stils ist</translation>
    </message>
</context>
<context>
    <name>gramarye::RenderQueue</name>
    <message>
        <source>%1 × %2</source>
        <comment>content × styles</comment>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>as the content</source>
        <translation>wie der Inhalt</translation>
    </message>
    <message>
        <source>Waiting, %1 %</source>
        <translation>Wartet, %1 %</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Gescheitert: %1</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Texture: %1</source>
        <translation>Textur: %1</translation>
    </message>
</context>
<context>
    <name>gramarye::RepresentationsDialog</name>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Start</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>Sto&amp;pp</translation>
    </message>
    <message>
        <source>&amp;Export sheet…</source>
        <translation>Blatt &amp;exportieren…</translation>
    </message>
    <message>
        <source>Representations – %1</source>
        <translation>Repräsentationen – %1</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>Content and style of a picture, each alone, as the layers of the network see them: made anew from noise.</source>
        <translation>Inhalt und Stil eines Bildes, jeder für sich, wie die Schichten des Netzes sie sehen: aus Rauschen neu gemacht.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Sheet of reconstructions</source>
        <translation>Blatt mit Rekonstruktionen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Exported “%1”.</source>
        <translation>„%1“ exportiert.</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>Wird vorbereitet…</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Export sheet</source>
        <translation>Blatt exportieren</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
</context>
<context>
    <name>gramarye::RunBar</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>Wird vorbereitet…</translation>
    </message>
    <message>
        <source>%1 · %2 left</source>
        <comment>place in the run · time</comment>
        <translation>%1 · noch %2</translation>
    </message>
    <message>
        <source>Done · %1 × %2 px · took %3</source>
        <translation>Fertig · %1 × %2 px · in %3</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>Nicht fertig geworden</translation>
    </message>
    <message>
        <source>%1 px · %2/%3</source>
        <comment>size · iteration/iterations at this size</comment>
        <translation>%1 px · %2/%3</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
</context>
<context>
    <name>gramarye::RunController</name>
    <message>
        <source>There is no picture to start from yet: drop one into the start well.</source>
        <translation>Es fehlt noch ein Bild zum Ausgehen: Bitte eines in das Feld „Startbild“ ziehen.</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>The picture in view has not been exported, and a new one will take its place.</source>
        <translation>Das gezeigte Bild ist noch nicht exportiert, und ein neues tritt an seine Stelle.</translation>
    </message>
    <message>
        <source>Export it first…</source>
        <translation>Erst exportieren…</translation>
    </message>
    <message>
        <source>Some changes take effect with the next start</source>
        <translation>Manche Änderungen gelten erst ab dem nächsten Start</translation>
    </message>
    <message>
        <source>Start begins a new picture with these settings</source>
        <translation>Start beginnt mit diesen Einstellungen ein neues Bild</translation>
    </message>
    <message>
        <source>Go on at %1 px</source>
        <translation>Mit %1 px weitermachen</translation>
    </message>
    <message>
        <source>Smaller size</source>
        <translation>Kleinere Größe</translation>
    </message>
    <message>
        <source>Adam in place of L-BFGS</source>
        <translation>Adam anstelle von L-BFGS</translation>
    </message>
    <message>
        <source>Picture so far</source>
        <translation>Bild bisher</translation>
    </message>
</context>
<context>
    <name>gramarye::SavePresetDialog</name>
    <message>
        <source>Save as preset</source>
        <translation>Als Voreinstellung speichern</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>A preset of the program has this name: choose another.</source>
        <translation>Eine Voreinstellung des Programms heißt schon so: Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>You have a preset of this name already: it would be replaced.</source>
        <translation>Eine eigene Voreinstellung heißt schon so: Sie würde ersetzt.</translation>
    </message>
    <message>
        <source>Keeps the look of the picture; its size and its styles are no part of it.</source>
        <translation>Bewahrt den Look des Bildes; seine Größe und seine Stile gehören nicht dazu.</translation>
    </message>
</context>
<context>
    <name>gramarye::SettingsDialog</name>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>The one used last</source>
        <translation>Das zuletzt benutzte</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>all cores</source>
        <translation>alle Kerne</translation>
    </message>
    <message>
        <source>iterations</source>
        <translation>Iterationen</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Erscheinungsbild</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Network to begin with</source>
        <translation>&amp;Netz zu Beginn</translation>
    </message>
    <message>
        <source>Language and network: from the next start of Gramarye on.</source>
        <translation>Sprache und Netz: ab dem nächsten Start von Gramarye.</translation>
    </message>
    <message>
        <source>&amp;Threads</source>
        <translation>&amp;Threads</translation>
    </message>
    <message>
        <source>&amp;Preview every</source>
        <translation>&amp;Vorschau alle</translation>
    </message>
    <message>
        <source>{content}, {style} and {size} stand for the names of the pictures and the longest side in px.</source>
        <translation>{content}, {style} und {size} stehen für die Namen der Bilder und die längste Seite in px.</translation>
    </message>
    <message>
        <source>Name of &amp;exports</source>
        <translation>Name der &amp;Exporte</translation>
    </message>
    <message>
        <source>half of what is free</source>
        <translation>die Hälfte des freien</translation>
    </message>
    <message>
        <source>&amp;Memory of a picture</source>
        <translation>&amp;Speicher für ein Bild</translation>
    </message>
</context>
<context>
    <name>gramarye::ShortcutsDialog</name>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>On the picture: start or pause</source>
        <translation>Auf dem Bild: starten oder anhalten</translation>
    </message>
    <message>
        <source>Hold O</source>
        <translation>O gedrückt halten</translation>
    </message>
    <message>
        <source>On the picture: show the original</source>
        <translation>Auf dem Bild: das Original zeigen</translation>
    </message>
    <message>
        <source>Wheel, + and −</source>
        <translation>Mausrad, + und −</translation>
    </message>
    <message>
        <source>On the picture: zoom</source>
        <translation>Auf dem Bild: vergrößern und verkleinern</translation>
    </message>
    <message>
        <source>Drag, arrow keys</source>
        <translation>Ziehen, Pfeiltasten</translation>
    </message>
    <message>
        <source>On the picture: move it</source>
        <translation>Auf dem Bild: es verschieben</translation>
    </message>
    <message>
        <source>Shift and arrow keys</source>
        <translation>Umschalt und Pfeiltasten</translation>
    </message>
    <message>
        <source>On the picture: move the divider while comparing</source>
        <translation>Auf dem Bild: beim Vergleich den Teiler verschieben</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>On the picture: fit it in</source>
        <translation>Auf dem Bild: es einpassen</translation>
    </message>
    <message>
        <source>On a slider: back to its default</source>
        <translation>Auf einem Regler: zurück zur Vorgabe</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Eingabetaste</translation>
    </message>
    <message>
        <source>In a picture well: open a file</source>
        <translation>In einem Bildfeld: eine Datei öffnen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>In a picture well: empty it</source>
        <translation>In einem Bildfeld: es leeren</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Menu key</source>
        <translation>Menütaste</translation>
    </message>
    <message>
        <source>In a picture well: what it can do</source>
        <translation>In einem Bildfeld: was es kann</translation>
    </message>
    <message>
        <source>Drag to another well</source>
        <translation>Auf ein anderes Feld ziehen</translation>
    </message>
    <message>
        <source>From a picture well: use its picture there, or move the style</source>
        <translation>Aus einem Bildfeld: sein Bild dort verwenden oder den Stil verschieben</translation>
    </message>
    <message>
        <source>Alt and up or down</source>
        <translation>Alt und Pfeil auf oder ab</translation>
    </message>
    <message>
        <source>In a style: move it among the styles</source>
        <translation>In einem Stil: ihn unter den Stilen verschieben</translation>
    </message>
    <message>
        <source>Arrow keys, Home, End</source>
        <translation>Pfeiltasten, Pos1, Ende</translation>
    </message>
    <message>
        <source>In the loss plot: read values</source>
        <translation>In der Verlustkurve: Werte ablesen</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Go to the next control</source>
        <translation>Zum nächsten Bedienelement</translation>
    </message>
    <message>
        <source>On a snapshot: use its settings</source>
        <translation>Auf einem Schnappschuss: seine Einstellungen übernehmen</translation>
    </message>
    <message>
        <source>Shift and Return</source>
        <translation>Umschalt und Eingabe</translation>
    </message>
    <message>
        <source>On a snapshot: use them and start from its picture</source>
        <translation>Auf einem Schnappschuss: sie übernehmen und von seinem Bild ausgehen</translation>
    </message>
    <message>
        <source>On a snapshot: compare with the current picture</source>
        <translation>Auf einem Schnappschuss: mit dem Bild vergleichen</translation>
    </message>
    <message>
        <source>On a snapshot: remove it</source>
        <translation>Auf einem Schnappschuss: ihn entfernen</translation>
    </message>
    <message>
        <source>B, E, R, L, F</source>
        <translation>B, E, R, L, F</translation>
    </message>
    <message>
        <source>While a mask is painted: brush, eraser, rectangle, lasso, fill</source>
        <translation>Beim Malen einer Maske: Pinsel, Radierer, Rechteck, Lasso, Füllen</translation>
    </message>
    <message>
        <source>[ and ], Shift and wheel</source>
        <translation>[ und ], Umschalt und Mausrad</translation>
    </message>
    <message>
        <source>While a mask is painted: the size of the brush</source>
        <translation>Beim Malen einer Maske: die Größe des Pinsels</translation>
    </message>
    <message>
        <source>Right button, Alt</source>
        <translation>Rechte Taste, Alt</translation>
    </message>
    <message>
        <source>While a mask is painted: erase</source>
        <translation>Beim Malen einer Maske: radieren</translation>
    </message>
    <message>
        <source>Hold Space, middle button</source>
        <translation>Leertaste halten, mittlere Taste</translation>
    </message>
    <message>
        <source>While a mask is painted: move the picture</source>
        <translation>Beim Malen einer Maske: das Bild verschieben</translation>
    </message>
    <message>
        <source>S, I, Delete</source>
        <translation>S, I, Entf</translation>
    </message>
    <message>
        <source>While a mask is painted: soften it, invert it, clear it</source>
        <translation>Beim Malen einer Maske: sie weicher machen, umkehren, leeren</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>While a mask is painted: leave it</source>
        <translation>Beim Malen einer Maske: sie verlassen</translation>
    </message>
    <message>
        <source>Hold H</source>
        <translation>H gedrückt halten</translation>
    </message>
    <message>
        <source>While a mask is painted: see the picture without it</source>
        <translation>Während eine Maske gemalt wird: das Bild ohne sie sehen</translation>
    </message>
</context>
<context>
    <name>gramarye::SnapshotActions</name>
    <message>
        <source>Use a snapshot&apos;s settings</source>
        <translation>Einstellungen eines Schnappschusses übernehmen</translation>
    </message>
    <message>
        <source>Start from a snapshot</source>
        <translation>Von einem Schnappschuss ausgehen</translation>
    </message>
    <message>
        <source>What was painted on other pictures than these has been left out.</source>
        <translation>Was auf anderen Bildern als diesen gemalt war, ist weggelassen worden.</translation>
    </message>
</context>
<context>
    <name>gramarye::SnapshotStrip</name>
    <message>
        <source>Snapshots</source>
        <translation>Schnappschüsse</translation>
    </message>
    <message>
        <source>One is kept at the end of each size, and whenever you say so</source>
        <translation>Am Ende jeder Größe und auf Wunsch wird einer festgehalten</translation>
    </message>
    <message>
        <source>%1 px</source>
        <comment>longest side</comment>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>Kept by hand, %1 × %2 px, after iteration %3</source>
        <translation>Von Hand festgehalten, %1 × %2 px, nach Iteration %3</translation>
    </message>
    <message>
        <source>Kept by itself, %1 × %2 px, after iteration %3</source>
        <translation>Von selbst festgehalten, %1 × %2 px, nach Iteration %3</translation>
    </message>
</context>
<context>
    <name>gramarye::SnapshotsPanel</name>
    <message>
        <source>&amp;Keep snapshot</source>
        <translation>Schnappschuss &amp;festhalten</translation>
    </message>
    <message>
        <source>Keep the picture as it is now, with its settings</source>
        <translation>Das Bild, wie es jetzt ist, mit seinen Einstellungen festhalten</translation>
    </message>
    <message>
        <source>&amp;Use its settings</source>
        <translation>Seine &amp;Einstellungen übernehmen</translation>
    </message>
    <message>
        <source>Use them and &amp;start from its picture</source>
        <translation>Sie übernehmen und von seinem &amp;Bild ausgehen</translation>
    </message>
    <message>
        <source>&amp;Compare with the current picture</source>
        <translation>Mit dem jetzigen Bild &amp;vergleichen</translation>
    </message>
    <message>
        <source>&amp;Export PNG…</source>
        <translation>&amp;PNG exportieren…</translation>
    </message>
    <message>
        <source>Co&amp;py picture</source>
        <translation>Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>En&amp;tfernen</translation>
    </message>
    <message>
        <source>Remove all that were kept &amp;by themselves</source>
        <translation>&amp;Alle entfernen, die von selbst festgehalten wurden</translation>
    </message>
    <message>
        <source>Export snapshot</source>
        <translation>Schnappschuss exportieren</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
</context>
<context>
    <name>gramarye::StyleDetails</name>
    <message>
        <source>Scale of this style</source>
        <translation>Maßstab dieses Stils</translation>
    </message>
    <message>
        <source>How large its strokes are beside the picture; while it is painted, from its next size on.</source>
        <translation>Wie groß seine Striche neben dem Bild sind; während es gemalt wird, ab dessen nächster Größe.</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>How much of this style is taken at each layer</source>
        <translation>Wie viel von diesem Stil in jeder Schicht genommen wird</translation>
    </message>
    <message>
        <source>Scale, layers</source>
        <translation>Maßstab, Schichten</translation>
    </message>
    <message>
        <source>× %1</source>
        <comment>a scale</comment>
        <translation>× %1</translation>
    </message>
    <message>
        <source>, layers</source>
        <translation>, Schichten</translation>
    </message>
    <message>
        <source>How large this style&apos;s strokes are, and what of it is taken: a part of its picture, its forms, or its grain</source>
        <translation>Wie groß die Striche dieses Stils sind und was von ihm genommen wird: ein Teil seines Bildes, seine Formen oder seine Körnung</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>, a part</source>
        <comment>of a style&apos;s picture</comment>
        <translation>, ein Teil</translation>
    </message>
</context>
<context>
    <name>gramarye::StyleList</name>
    <message>
        <source>Add a style picture</source>
        <translation>Ein Stilbild hinzufügen</translation>
    </message>
    <message>
        <source>Drop a style picture here,
or click</source>
        <translation>Stilbild hierher ziehen
oder klicken</translation>
    </message>
</context>
<context>
    <name>gramarye::StyleRow</name>
    <message>
        <source>Style picture</source>
        <translation>Stilbild</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Stil</translation>
    </message>
    <message>
        <source>How much of this style is mixed in</source>
        <translation>Wie viel von diesem Stil beigemischt wird</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>a share, %1 is a whole number</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <comment>a style picture</comment>
        <translation>Gewicht von %1</translation>
    </message>
    <message>
        <source>Region of %1</source>
        <comment>a style picture</comment>
        <translation>Region von %1</translation>
    </message>
    <message>
        <source>Scale and layers of %1</source>
        <comment>a style picture</comment>
        <translation>Maßstab und Schichten von %1</translation>
    </message>
    <message>
        <source>Part of %1</source>
        <comment>a style picture</comment>
        <translation>Teil von %1</translation>
    </message>
</context>
<context>
    <name>gramarye::Surprise</name>
    <message>
        <source>Your picture is paused, and goes on when you close this window.</source>
        <translation>Das Bild im Hauptfenster macht Pause und geht weiter, sobald dieses Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>Your picture goes on; “Again” makes other looks.</source>
        <translation>Das Bild im Hauptfenster geht weiter; „Noch einmal“ macht andere Looks.</translation>
    </message>
</context>
<context>
    <name>gramarye::SurpriseDialog</name>
    <message>
        <source>&amp;Again</source>
        <translation>&amp;Noch einmal</translation>
    </message>
    <message>
        <source>Surprise me</source>
        <translation>Überraschung</translation>
    </message>
    <message>
        <source>Six other looks</source>
        <translation>Sechs andere Looks</translation>
    </message>
    <message>
        <source>Pick the one you like: your picture takes its look.</source>
        <translation>Bitte wählen, was am besten gefällt: Das Bild bekommt dessen Look.</translation>
    </message>
    <message>
        <source>Look %1 of %2</source>
        <translation>Look %1 von %2</translation>
    </message>
</context>
<context>
    <name>gramarye::TextureDialog</name>
    <message>
        <source>&amp;Seamless: it tiles in both directions</source>
        <translation>&amp;Nahtlos: lässt sich in beiden Richtungen kacheln</translation>
    </message>
    <message>
        <source>New texture</source>
        <translation>Neue Textur</translation>
    </message>
    <message>
        <source>A texture has no content: the styles alone are painted, from noise. A content picture takes its place.</source>
        <translation>Eine Textur hat keinen Inhalt: Gemalt wird allein in den Stilen, aus Rauschen. Ein Inhaltsbild tritt an ihre Stelle.</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>&amp;Breite</translation>
    </message>
    <message>
        <source>&amp;Height</source>
        <translation>&amp;Höhe</translation>
    </message>
</context>
<context>
    <name>gramarye::TimeLapseMenu</name>
    <message>
        <source>&amp;Time-lapse</source>
        <translation>&amp;Zeitraffer</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>&amp;Aufzeichnen</translation>
    </message>
    <message>
        <source>Export as &amp;pictures…</source>
        <translation>Als &amp;Bilder exportieren…</translation>
    </message>
    <message>
        <source>Export as &amp;video…</source>
        <translation>Als &amp;Video exportieren…</translation>
    </message>
    <message>
        <source>Keep the previews of the run, to be exported afterwards</source>
        <translation>Die Vorschaubilder des Laufs behalten, um sie danach zu exportieren</translation>
    </message>
    <message>
        <source>Needs the program ffmpeg</source>
        <translation>Braucht das Programm ffmpeg</translation>
    </message>
    <message>
        <source>Export the time-lapse into a new folder</source>
        <translation>Zeitraffer in einen neuen Ordner exportieren</translation>
    </message>
    <message>
        <source>time-lapse</source>
        <comment>name of a folder</comment>
        <translation>Zeitraffer</translation>
    </message>
    <message>
        <source>Export the time-lapse as a video</source>
        <translation>Zeitraffer als Video exportieren</translation>
    </message>
    <message>
        <source>MP4 videos (*.mp4)</source>
        <translation>MP4-Videos (*.mp4)</translation>
    </message>
    <message>
        <source>WebM videos (*.webm)</source>
        <translation>WebM-Videos (*.webm)</translation>
    </message>
    <message>
        <source>time-lapse</source>
        <comment>name of a file</comment>
        <translation>Zeitraffer</translation>
    </message>
    <message>
        <source>Exporting the time-lapse…</source>
        <translation>Der Zeitraffer wird exportiert…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>gramarye::VariationTile</name>
    <message>
        <source>Waiting…</source>
        <translation>Wartet…</translation>
    </message>
</context>
<context>
    <name>gramarye::WindowActions</name>
    <message>
        <source>About Gramarye</source>
        <translation>Über Gramarye</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Gramarye %1&lt;/h3&gt;&lt;p&gt;Paints one picture in the style of others, and lets you steer while it does.&lt;/p&gt;&lt;p&gt;After Gatys, Ecker and Bethge, “A Neural Algorithm of Artistic Style” (2015). Free software under the MIT licence.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Gramarye %1&lt;/h3&gt;&lt;p&gt;Malt ein Bild im Stil anderer und lässt sich dabei lenken.&lt;/p&gt;&lt;p&gt;Nach Gatys, Ecker und Bethge, „A Neural Algorithm of Artistic Style“ (2015). Freie Software unter der MIT-Lizenz.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Stop, and keep the picture</source>
        <translation>Anhalten und das Bild behalten</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Preset ▾</source>
        <translation>Voreinstellung ▾</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Open content…</source>
        <translation>Inhalt &amp;öffnen…</translation>
    </message>
    <message>
        <source>Add &amp;style…</source>
        <translation>&amp;Stil hinzufügen…</translation>
    </message>
    <message>
        <source>Open sa&amp;mples</source>
        <translation>&amp;Beispielbilder öffnen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>Stile</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste picture</source>
        <translation>Bild &amp;einfügen</translation>
    </message>
    <message>
        <source>&amp;Reset all settings</source>
        <translation>Alle Einstellungen &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>Einste&amp;llungen…</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Actual size (100 %)</source>
        <translation>&amp;Originalgröße (100 %)</translation>
    </message>
    <message>
        <source>&amp;Fit in</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>Fi&amp;ll</source>
        <translation>&amp;Ausfüllen</translation>
    </message>
    <message>
        <source>&amp;Zoom in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>&amp;Compare before │ after</source>
        <translation>&amp;Vergleich vorher │ nachher</translation>
    </message>
    <message>
        <source>A&amp;ppearance</source>
        <translation>Er&amp;scheinungsbild</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Render</source>
        <translation>&amp;Rendern</translation>
    </message>
    <message>
        <source>&amp;Queue…</source>
        <translation>&amp;Warteschlange…</translation>
    </message>
    <message>
        <source>&amp;Networks…</source>
        <translation>&amp;Netze…</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>&amp;Representations…</source>
        <translation>&amp;Repräsentationen…</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Gramarye</source>
        <translation>Ü&amp;ber Gramarye</translation>
    </message>
    <message>
        <source>New &amp;texture…</source>
        <translation>Neue &amp;Textur…</translation>
    </message>
    <message>
        <source>Show &amp;tiled</source>
        <translation>Gekachelt &amp;zeigen</translation>
    </message>
    <message>
        <source>S&amp;ize on paper…</source>
        <translation>&amp;Größe auf Papier …</translation>
    </message>
</context>
<context>
    <name>gramarye::WindowDialogs</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>New texture</source>
        <translation>Neue Textur</translation>
    </message>
    <message>
        <source>Size on paper</source>
        <translation>Größe auf Papier</translation>
    </message>
</context>
</TS>
