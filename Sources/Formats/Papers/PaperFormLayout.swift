// SPDX-License-Identifier: Apache-2.0

/// An application form on paper (申請書の様式): which fields stand where, and what the register
/// prints into them. Title, sentences and notes are the book's; this is only the form.
public struct PaperFormLayout: Sendable {
    /// What the register may print.
    public enum Value: String, Sendable, CaseIterable {
        case child, kana, born, guardian
        case recipientNumber = "recipient-number"
        case outpatient, inpatient
        // Of the letter that the form lies with; alone they are left to be written.
        case treatmentMonth = "treatment-month"
        case insurer
    }

    /// What stands in a cell.
    public enum Content: Sendable, Hashable {
        case value(Value)
        /// To be written; the words are a pale hint.
        case hint(String)
        case digits(Int)
        case choices([String])
    }

    /// A label and its field.
    public struct Cell: Sendable, Hashable {
        public let label: String
        public let content: Content
        /// Share of the width of the row.
        public let weight: Int
    }

    /// Cells side by side.
    public struct Row: Sendable, Hashable {
        public let cells: [Cell]
        /// Millimetres; the house's where the layout says nothing.
        public let height: Double?
    }

    /// Rows under a heading.
    public struct Section: Sendable, Hashable {
        public let title: String
        public let rows: [Row]
    }

    public let id: String
    public let title: String
    public let edition: String
    public let source: String
    public let isVerified: Bool
    /// The letter of the books that it belongs to: `form-registration`.
    public let letter: String
    public let sections: [Section]
    /// What only the office fills in (市記入欄).
    public let office: [String]
}

extension PaperFormLayout {
    private static let known: Set<String> = [
        "id", "title", "edition", "kind", "source", "verified", "letter", "sections", "office",
    ]

    /// Reads `Layouts/paper-*.yaml` of kind `paper-form`.
    ///
    /// - Throws: `layoutBroken` with the line: a cell that says two things or nothing, a form that
    ///   does not name the child.
    init(_ root: YamlNode) throws(FormatRefusal) {
        let members = try YamlMembers(root, Self.known)
        id = try members.text("id")
        title = try members.text("title")
        edition = try members.text("edition")
        source = try members.text("source")
        isVerified = try members.flag("verified")
        letter = try members.text("letter")
        office = members["office"] == nil ? [] : try members.texts("office")
        var sections: [Section] = []
        for node in try members.needed("sections").list() { sections.append(try Section(node)) }
        self.sections = sections
        let values = sections.flatMap(\.rows).flatMap(\.cells).compactMap { cell in
            if case .value(let value) = cell.content { value } else { nil }
        }
        guard Set(values).count == values.count else { throw root.broken("同じ value の欄が2つあります。") }
        guard values.contains(.child) else { throw root.broken("児童の氏名（value: child）の欄がありません。") }
    }
}

extension PaperFormLayout.Section {
    fileprivate init(_ node: YamlNode) throws(FormatRefusal) {
        let members = try YamlMembers(node, ["title", "rows"])
        title = try members.text("title")
        var rows: [PaperFormLayout.Row] = []
        for row in try members.needed("rows").list() { rows.append(try PaperFormLayout.Row(row)) }
        self.rows = rows
    }
}

extension PaperFormLayout.Row {
    fileprivate init(_ node: YamlNode) throws(FormatRefusal) {
        let members = try YamlMembers(node, ["height", "cells"])
        let height = try members.integer("height")
        if let height, !(6...60).contains(height) {
            throw node.broken("height は 6 から 60（ミリメートル）です。")
        }
        self.height = height.map(Double.init)
        var cells: [PaperFormLayout.Cell] = []
        for cell in try members.needed("cells").list() {
            cells.append(try PaperFormLayout.Cell(cell))
        }
        guard (1...4).contains(cells.count) else { throw node.broken("1行の欄は 1 から 4 です。") }
        self.cells = cells
    }
}

extension PaperFormLayout.Cell {
    fileprivate init(_ node: YamlNode) throws(FormatRefusal) {
        let members = try YamlMembers(
            node, ["label", "value", "hint", "digits", "choices", "weight"])
        label = try members.text("label")
        weight = try members.integer("weight") ?? 1
        guard (1...9).contains(weight) else { throw node.broken("weight は 1 から 9 です。") }
        var found: [PaperFormLayout.Content] = []
        if let value = members["value"] {
            found.append(.value(try value.choice(PaperFormLayout.Value.self)))
        }
        if let hint = members["hint"] { found.append(.hint(try hint.text())) }
        if let count = try members.integer("digits") {
            guard (1...20).contains(count) else { throw node.broken("digits は 1 から 20 です。") }
            found.append(.digits(count))
        }
        if members["choices"] != nil { found.append(.choices(try members.texts("choices"))) }
        guard found.count == 1 else {
            throw node.broken("「\(label)」の欄には value・hint・digits・choices のどれか一つを書いてください。")
        }
        content = found[0]
    }
}
