// SPDX-License-Identifier: Apache-2.0

/// An XLSX file of one sheet whose cells have types: text is text and can never be a formula, so
/// that the words stand as they were recorded (T-13). On paper every page carries the mark.
public struct SafeWorkbook: Sendable {
    public let sheet: String
    /// At the top of every printed page.
    public let mark: String
    public let rows: [[TableCell]]
    /// How many rows at the top are repeated on every page.
    public let headings: Int

    /// The most rows that the format knows.
    public static let mostRows = 1_048_576

    public init(sheet: String, mark: String, rows: [[TableCell]], headings: Int = 1) {
        self.sheet = sheet
        self.mark = mark
        self.rows = rows
        self.headings = headings
    }

    /// The bytes of the file.
    public func file() -> [UInt8] {
        var zip = StoredZip()
        for (name, text) in frame { zip.add(name, Array((Self.head + text).utf8)) }
        zip.add("xl/worksheets/sheet1.xml", sheetBytes())
        return zip.finish()
    }

    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let types = "http://schemas.openxmlformats.org/package/2006/content-types"
    private static let relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    private static let office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let format = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    /// The parts of the package around the sheet.
    private var frame: [(String, String)] {
        [
            (
                "[Content_Types].xml",
                """
                <Types xmlns="\(Self.types)"><Default Extension="rels" \
                ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                <Default Extension="xml" ContentType="application/xml"/>\
                <Override PartName="/xl/workbook.xml" \
                ContentType="\(Self.format).sheet.main+xml"/>\
                <Override PartName="/xl/styles.xml" ContentType="\(Self.format).styles+xml"/>\
                <Override PartName="/xl/worksheets/sheet1.xml" \
                ContentType="\(Self.format).worksheet+xml"/></Types>
                """
            ),
            (
                "_rels/.rels",
                """
                <Relationships xmlns="\(Self.relations)"><Relationship Id="rId1" \
                Type="\(Self.office)/officeDocument" Target="xl/workbook.xml"/></Relationships>
                """
            ),
            (
                "xl/_rels/workbook.xml.rels",
                """
                <Relationships xmlns="\(Self.relations)"><Relationship Id="rId1" \
                Type="\(Self.office)/worksheet" Target="worksheets/sheet1.xml"/>\
                <Relationship Id="rId2" Type="\(Self.office)/styles" Target="styles.xml"/>\
                </Relationships>
                """
            ),
            (
                "xl/workbook.xml",
                """
                <workbook xmlns="\(Self.main)" xmlns:r="\(Self.office)"><sheets><sheet \
                name="\(Self.escaped(sheetName))" sheetId="1" r:id="rId1"/></sheets>\(titles)\
                </workbook>
                """
            ),
            ("xl/styles.xml", Self.styles),
        ]
    }

    /// Style 1 is text (format 49, `@`), style 0 a number.
    private static var styles: String {
        """
        <styleSheet xmlns="\(main)"><fonts count="1"><font><sz val="11"/><name val="Arial"/>\
        </font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>\
        <borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>\
        <cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="49" applyNumberFormat="1" \
        quotePrefix="1"/></cellXfs></styleSheet>
        """
    }

    private var titles: String {
        guard headings > 0 else { return "" }
        let place = "'\(sheetName.replacing("'", with: "''"))'!$1:$\(headings)"
        return "<definedNames><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">"
            + "\(Self.escaped(place))</definedName></definedNames>"
    }

    /// The name of the sheet as the format allows it.
    private var sheetName: String {
        let plain = sheet.filter { !"[]:*?/\\'".contains($0) }.prefix(31)
        return plain.isEmpty ? "一覧" : String(plain)
    }

    private func sheetBytes() -> [UInt8] {
        var text = Self.head + "<worksheet xmlns=\"\(Self.main)\"><sheetData>"
        for (index, row) in rows.enumerated() {
            text += "<row r=\"\(index + 1)\">"
            for (column, cell) in row.enumerated() {
                let place = "\(Self.letters(column))\(index + 1)"
                text +=
                    cell.isNumber
                    ? "<c r=\"\(place)\"><v>\(cell.content)</v></c>"
                    : "<c r=\"\(place)\" t=\"inlineStr\" s=\"1\"><is><t xml:space=\"preserve\">"
                        + "\(Self.escaped(cell.content))</t></is></c>"
            }
            text += "</row>"
        }
        // In a header `&` is a command of the format; it is doubled.
        let onPaper = Self.escaped(mark.replacing("&", with: "&&"))
        text +=
            "</sheetData><pageSetup paperSize=\"9\" orientation=\"landscape\"/><headerFooter>"
            + "<oddHeader>&amp;L\(onPaper)</oddHeader><oddFooter>&amp;C&amp;P / &amp;N</oddFooter>"
            + "</headerFooter></worksheet>"
        return Array(text.utf8)
    }

    /// A, B, … Z, AA: the name of a column.
    static func letters(_ column: Int) -> String {
        var (rest, name) = (column, "")
        repeat {
            name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
            rest = rest / 26 - 1
        } while rest >= 0
        return name
    }

    /// Text inside XML; what XML 1.0 cannot carry becomes a space.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "\t", "\n": out.unicodeScalars.append(scalar)
            // A carriage return would be read as a line feed unless it is named.
            case "\r": out += "&#13;"
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                out += " "
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
