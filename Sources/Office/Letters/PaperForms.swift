// SPDX-License-Identifier: Apache-2.0
public import Entitlement
import Formats
import Press
public import Scheme

/// The application forms of `Layouts/`, as letters take them.
extension LayoutLibrary {
    /// By the kind of letter that each belongs to; a layout for a letter that is none is left away
    /// and found by the test of the layouts.
    var forms: [LetterKind: FormLayout] {
        papers.values.reduce(into: [:]) { forms, paper in
            guard let kind = LetterKind(rawValue: paper.letter), kind.isForm else { return }
            forms[kind] = FormLayout(paper)
        }
    }
}

extension Installation {
    /// The fields of the application forms of this office.
    public var paperForms: [LetterKind: FormLayout] { layouts.forms }
}

extension FormLayout {
    /// Height of a row that the layout gives none, in millimetres.
    private static let rowHeight = 8.0

    init(_ paper: PaperFormLayout) {
        self.init(
            sections: paper.sections.map { section in
                (
                    section.title,
                    section.rows.map { row in
                        Row(row.cells.map(Cell.init), height: row.height ?? Self.rowHeight)
                    }
                )
            }, office: paper.office)
    }
}

extension FormLayout.Cell {
    fileprivate init(_ cell: PaperFormLayout.Cell) {
        let content: FormLayout.Content =
            switch cell.content {
            case .value(let value): .value(LetterField(value))
            case .hint(let words): .fixed(.written(hint: words))
            case .digits(let count): .fixed(.digits(count))
            case .choices(let words): .fixed(.choices(words))
            }
        self.init(cell.label, content, weight: cell.weight)
    }
}

extension LetterField {
    fileprivate init(_ value: PaperFormLayout.Value) {
        self =
            switch value {
            case .child: .child
            case .kana: .kana
            case .born: .born
            case .guardian: .guardian
            case .recipientNumber: .recipientNumber
            case .outpatient: .outpatient
            case .inpatient: .inpatient
            case .treatmentMonth: .treatmentMonth
            case .insurer: .insurer
            }
    }
}
