// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards

/// A form of explanations, stored once.
private struct StepFormRow: FactRow {
    static let table = "computation_form"
    static let columns = ["digest", "scheme", "unconfirmed", "template"]
    let form: StepForm

    var values: [any SQLValueConvertible] {
        [form.digest, form.scheme, form.unconfirmed, form.template]
    }
}

extension StepForm {
    /// By which the form is found again.
    var digest: String {
        Digest.of(Array([scheme, unconfirmed ?? "", template].joined(separator: "\u{2}").utf8))
            .description
    }
}

/// 計算の段階の様式.
enum StepFormBook {
    /// Stores a form that nobody has used before.
    static func put(_ form: StepForm, in scope: Scope) throws -> Int64 {
        try scope.append([StepFormRow(form: form)])[0]
    }

    /// The ids of forms; those that are new are stored.
    static func ids(
        of forms: some Sequence<StepForm>, in scope: Scope
    ) throws -> [StepForm: Int64] {
        let all = Dictionary(forms.map { ($0.digest, $0) }, uniquingKeysWith: { $1 })
        var found: [StepForm: Int64] = [:]
        try Among.forEach(
            "SELECT digest, id FROM computation_form WHERE {among}", column: "digest",
            keys: all.keys, in: scope.db
        ) { row in
            if let form = all[row.text(0)] { found[form] = row.int64(1) }
        }
        let new = all.sorted { $0.key < $1.key }.map(\.value).filter { found[$0] == nil }
        for (form, id) in zip(new, try scope.append(new.map { StepFormRow(form: $0) })) {
            found[form] = id
        }
        return found
    }
}
