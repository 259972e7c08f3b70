<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Catalog</name>
    <message>
        <source>Gramarye built-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always here and quick on any computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VGG-19 distilled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small and quick, with finer strokes than the built-in network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VGG-19</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The original network: the finest pictures, but slow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>palette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>grain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>texture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strokes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>motifs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>forms</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>no reason given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not there (any more): look whether it was moved or renamed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be read (%2): check whether you may open this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be written (%2): choose another folder or make room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was written, but reads back differently: check the drive and save to another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is empty: take another copy of this picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a picture that can be read here: use PNG, JPEG, WebP, TIFF or BMP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is damaged (%2): take another copy of this picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is too large (%2 px): scale it down to at most 200 megapixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is too small or too narrow: every side needs at least %2 px at the size of the result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a weight file: choose a .safetensors or .pth file of a VGG-19 network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight file “%1” is damaged (%2): download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight file “%1” was refused because it asks to run a program (%2): take one from a source you trust.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” does not hold a VGG-19 network (%2): choose another weight file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no network called “%1”: choose one of %2, or a weight file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network “%1” is not on this computer yet: put its weight file into the folder %2, or choose it with “Weight file…”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program&apos;s list of networks is damaged (%1 %2): install Gramarye again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no content picture yet: drop one into the content well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no style picture yet: drop one into the style well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network does not have the layer %1: choose another layer or network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The interrupted run belongs to other pictures or settings: start over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory for this picture: choose a smaller size or close other programs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture fell apart at iteration %2: lower the boldness of a step or the layer weights, then start over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside the program (%2): start over, and report this if it happens again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureSource</name>
    <message>
        <source>Pasted picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gramarye::CommandLine</name>
    <message>
        <source>FILE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gramarye paints one picture in the style of others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CONTENT [STYLE...]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens the window, with these pictures in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renders without a window; no display is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl-C stops a render at once and writes the picture so far; a second one ends the program where it stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exit status: 0 done; 1 failed, no file was written; 2 wrong usage; 130 stopped by Ctrl-C.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“gramarye --help” explains how it is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no option “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no display to open a window on; “gramarye render” needs none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %2 px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2, iteration %3 of %4, %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” belongs to no option.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no option “--%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 takes no value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 needs a value: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A content picture is needed: --content FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A style picture is needed: --style FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file for the result is needed: --output FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least one style needs a weight above 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least one style layer needs a weight above 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped before there was a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote “%1”, %2 × %3 px, after %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 takes a number, %2, not “%3”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 takes one of %2, not “%3”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 takes a whole number, not “%2”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>default %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; %1 with %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NAME</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 takes a layer with its weight, as in conv3_1=0.5, not “%2”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NAME=WEIGHT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much a layer&apos;s style counts, named as for --content-layer. May be given several times; then only the layers named are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A style&apos;s weight is a number from 0 on, not “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 needs the name of a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 must not be empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures and network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture to be painted anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FILE[:WEIGHT]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture to paint in the style of. May be given several times; the weights say how much each counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weight 0 or more, default %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result: PNG, or what the suffix says of JPEG, WebP, TIFF and BMP. An existing file is replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network that sees; nothing is ever downloaded. Default: the choice in the settings, else %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While it renders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FOLDER</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write each preview there, as preview-000010.png after the tenth iteration; see --preview-every.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write one JSON object per line and iteration: iteration (from 1, over the whole run), width and height (px), content_loss, style_loss (both unweighted by α and β), total_loss (all before the iteration&apos;s step), seconds (since the start).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell nothing but errors.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gramarye::ImageWell</name>
    <message>
        <source>Remove this picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 × %3 px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (%1);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gramarye::LayerSliders</name>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much this layer of the network (%1) counts; 0 leaves it out.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gramarye::LossPlot</name>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the picture still is from what is asked for: as long as the curves fall, it gets nearer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>total</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gramarye::MainWindow</name>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop, and keep the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export PNG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open content…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add &amp;style…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open sa&amp;mples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reset all settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Actual size (100 %)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fit in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fi&amp;ll</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Compare before │ after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;ppearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Render</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Gramarye</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add style pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture on the clipboard: copy one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use as content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add as style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture to start from yet: drop one into the start well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some changes take effect with the next start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start begins a new picture with these settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gramarye</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1[*] – Gramarye</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 % – %2</source>
        <comment>progress – title</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported “%1”, %2 × %3 px.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close Gramarye</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture has not been exported. Export it first?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Gramarye</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;h3&gt;Gramarye %1&lt;/h3&gt;&lt;p&gt;Paints one picture in the style of others, and lets you steer while it does.&lt;/p&gt;&lt;p&gt;After Gatys, Ecker and Bethge, “A Neural Algorithm of Artistic Style” (2015). Free software under the MIT licence.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gramarye::MessageBar</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gramarye::NetworkBox</name>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open weight file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight files (*.safetensors *.pth *.pt);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gramarye::ParameterControl</name>
    <message>
        <source>Reset to default</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gramarye::ParameterPanel</name>
    <message>
        <source>as content</source>
        <comment>size of the result</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all cores</source>
        <comment>number of threads</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Style layers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gramarye::PicturesPanel</name>
    <message>
        <source>Content picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the content picture here,
or click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture to start from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the picture to start from here,
or click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Styles</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gramarye::PreviewCanvas</name>
    <message>
        <source>Picture being made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a picture here, or open one with Ctrl+O</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gramarye::RatioBox</name>
    <message>
        <source>style only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>content only</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gramarye::RatioControl</name>
    <message>
        <source>Content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Style</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gramarye::RunBar</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 left</source>
        <comment>place in the run · time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused · %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped · %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done · %1 × %2 px · took %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 px · %2/%3</source>
        <comment>size · iteration/iterations at this size</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gramarye::ShortcutsDialog</name>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the picture: start or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the picture: show the original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheel, + and −</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the picture: zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag, arrow keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the picture: move it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift and arrow keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the picture: move the divider while comparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the picture: fit it in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On a slider: back to its default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Return</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a picture well: open a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a picture well: empty it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gramarye::StyleList</name>
    <message>
        <source>Add a style picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a style picture here,
or click</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gramarye::StyleRow</name>
    <message>
        <source>Style picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of this style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of this style is mixed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>a share, %1 is a whole number</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
