// SPDX-License-Identifier: Apache-2.0
public import Press
public import Scheme
public import Vocabulary

/// The fields of an application form with the places where the register prints what it knows.
public struct FormLayout: Sendable {
    /// What stands in a cell.
    public enum Content: Sendable {
        case value(LetterField)
        /// Anything that every copy of the form has alike.
        case fixed(FormGrid.Content)
    }

    /// A label and its field.
    public struct Cell: Sendable {
        let label: String
        let content: Content
        let weight: Int

        public init(_ label: String, _ content: Content, weight: Int) {
            self.label = label
            self.content = content
            self.weight = weight
        }
    }

    /// Cells side by side.
    public struct Row: Sendable {
        let cells: [Cell]
        let height: Double

        public init(_ cells: [Cell], height: Double) {
            self.cells = cells
            self.height = height
        }
    }

    let sections: [(title: String, rows: [Row])]
    let office: [String]

    public init(sections: [(title: String, rows: [Row])], office: [String]) {
        self.sections = sections
        self.office = office
    }

    /// The form with what is known; the rest is left to be written by hand.
    ///
    /// - Parameter names: looks a person's name up.
    public func filled(
        _ values: LetterValues, names: (AddresseeNumber) -> String?
    ) -> FormGrid {
        FormGrid(
            sections: sections.map { section in
                FormGrid.Section(
                    title: section.title,
                    rows: section.rows.map { row in
                        FormGrid.Row(
                            row.cells.map { cell in
                                FormGrid.Cell(
                                    cell.label, content(cell, values, names), weight: cell.weight)
                            }, height: row.height)
                    })
            }, officeBoxes: office)
    }

    private func content(
        _ cell: Cell, _ values: LetterValues, _ names: (AddresseeNumber) -> String?
    ) -> FormGrid.Content {
        switch cell.content {
        case .fixed(let content): content
        case .value(let field):
            .printed(
                values[field]?.text(names: names) ?? "",
                isName: [.child, .guardian].contains(field))
        }
    }
}
