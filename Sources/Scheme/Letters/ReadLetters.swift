// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Reads `letters.yaml`: the wording of each letter, its fields checked, its example run.
extension BookText {
    /// The name of the file in a folder of books; it is no part of the law and of its digest.
    static let lettersFile = "letters.yaml"

    /// - Parameter shared: what the shared book says for every letter; `nil` reads the shared book itself.
    func letterTexts(beside shared: DatedTerms?) -> LetterTexts {
        var texts = LetterTexts()
        for file in files {
            guard let root = root(of: file.name, file.bytes) else { continue }
            let fields = root.fields(
                Fields.termKeys.union([
                    "confirmed", "letters", "instruction", "document-number",
                ]))
            notes.isConfirmed = fields.flag("confirmed", otherwise: false)
            texts.terms = fields.terms(beside: shared)
            if let place = fields.values["instruction"] {
                texts.instruction = place.dated(
                    ["title", "paragraphs"], read: { $0.instruction() }, say: \.title)
            }
            if let place = fields.values["document-number"] {
                texts.documentNumber = place.dated(
                    ["form"], read: { $0.documentNumber() }, say: { $0 })
            }
            guard let letters = fields.required("letters") else { continue }
            let kinds = letters.fields(Set(LetterKind.allCases.map(\.rawValue)))
            for kind in LetterKind.allCases {
                guard let place = kinds.values[kind.rawValue] else { continue }
                texts.wordings[kind] = place.dated(
                    LetterKeys.all,
                    read: { $0.letterWording(kind, isShared: shared == nil) }, say: \.title)
            }
        }
        return texts
    }
}

/// The keys of a wording.
enum LetterKeys {
    static let all = [
        "title", "numbered", "body", "rows", "parts", "table", "steps", "slip", "notes", "appeal",
        "words", "encloses", "card-title", "card-notes", "card-classes", "example", "example-parts",
        "says",
    ]
}

extension Fields {
    fileprivate func instruction() -> InstructionWording? {
        InstructionWording(title: text("title"), paragraphs: texts("paragraphs"))
    }

    fileprivate func documentNumber() -> String? {
        let form = text("form")
        if !form.contains("{serial}") {
            values["form"]?.report(.missing, "番号の場所 {serial} が必要です")
        }
        return form
    }

    fileprivate func letterWording(
        _ kind: LetterKind, isShared: Bool
    ) -> LetterWording? {
        let before = place.notes.problems.count
        let steps: (title: String, total: String)? = values["steps"].map {
            let fields = $0.fields(["title", "total"])
            return (fields.text("title"), fields.text("total"))
        }
        let card: (title: String, notes: [String], classes: [String: String])? =
            kind == .certificate
            ? (text("card-title"), texts("card-notes"), cardClasses()) : nil
        let wording = LetterWording(
            kind: kind, title: text("title"), isNumbered: flag("numbered", otherwise: false),
            paragraphs: templates("body", kind.offered),
            rows: letterRows("rows", kind.offered), parts: parts(kind), steps: steps,
            slip: slip(kind),
            notes: templates("notes", kind.offered),
            isAppealable: flag("appeal", otherwise: false), encloses: encloses(kind),
            words: words(kind, isShared: isShared), card: card)
        for field in kind.needed.subtracting(wording.fields).map(\.rawValue).sorted() {
            place.report(.missing, "「\(kind.wording)」の文面には {\(field)} が必要です")
        }
        guard place.notes.problems.count == before else { return nil }
        LetterExample(self, of: wording).run()
        return wording
    }

    /// What the card calls each class, by its code in the book (`certificate.classes`, which the reader of
    /// the book compares); empty where the cards tell none apart.
    private func cardClasses() -> [String: String] {
        values["card-classes"]?.textsByKey() ?? [:]
    }

    /// The short texts of the kind; the shared book says them all.
    private func words(_ kind: LetterKind, isShared: Bool) -> [LetterWord: LetterTemplate] {
        guard let place = values["words"] else {
            if isShared, !kind.words.isEmpty {
                self.place.report(.missing, "「\(kind.wording)」の文例には words が必要です")
            }
            return [:]
        }
        guard !kind.words.isEmpty else {
            place.report(.unknownKey, "「\(kind.wording)」に words はありません")
            return [:]
        }
        let fields = place.fields(Set(kind.words.map(\.rawValue)))
        return kind.words.reduce(into: [:]) { words, word in
            guard fields.has(word.rawValue) || isShared else { return }
            guard let template = fields.template(word.rawValue, word.offered) else { return }
            words[word] = template
            for field in word.needed.subtracting(template.fields).map(\.rawValue).sorted() {
                fields.values[word.rawValue]?.report(
                    .missing, "「\(word.rawValue)」には {\(field)} が必要です")
            }
        }
    }

    private func parts(_ kind: LetterKind) -> LetterWording.Parts? {
        if let table = values["table"] {
            let fields = table.fields(["title", "columns"])
            let columns = fields.required("columns")?.items.compactMap { item in
                let column = item.fields(["label", "value", "weight", "amount"])
                return column.template("value", kind.partFields).map {
                    LetterWording.Column(
                        label: column.text("label"), value: $0,
                        weight: column.optionalNumber("weight") ?? 1,
                        isAmount: column.flag("amount", otherwise: false))
                }
            }
            return .table(title: fields.optionalText("title") ?? "", columns: columns ?? [])
        }
        guard let parts = values["parts"] else { return nil }
        let fields = parts.fields(["title", "rows"])
        guard let title = fields.template("title", kind.partFields) else { return nil }
        return .boxes(title: title, rows: fields.letterRows("rows", kind.partFields))
    }

    private func encloses(_ kind: LetterKind) -> Enclosure? {
        guard let place = values["encloses"] else { return nil }
        guard kind.mayEnclose else {
            place.report(.unknownKey, "「\(kind.wording)」に申請書は同封できません")
            return nil
        }
        if place.text == "none" { return Enclosure.alone }
        guard let form = place.text.flatMap(LetterKind.init(rawValue:)), form.isForm else {
            let known = LetterKind.forms.map(\.rawValue).joined(separator: " ")
            place.report(.wrongForm, "同封する申請書か、none（同封しない）を書いてください: \(known)")
            return nil
        }
        return .form(form)
    }

    private func slip(_ kind: LetterKind) -> SlipWording? {
        guard let slip = values["slip"] else { return nil }
        guard kind.hasSlip else {
            slip.report(.unknownKey, "「\(kind.wording)」に納付書は付けられません")
            return nil
        }
        let fields = slip.fields(["rows", "amount", "parts"])
        guard let place = fields.required("amount") else { return nil }
        let amount = place.fields(["label", "value"])
        guard let value = amount.template("value", kind.offered) else { return nil }
        return SlipWording(
            rows: fields.letterRows("rows", kind.offered),
            amount: LetterWording.Row(
                label: amount.text("label"), value: value, isMain: true, isBlank: false),
            parts: (fields.required("parts")?.items ?? []).compactMap { $0.slipPart(kind) })
    }

    fileprivate func letterRows(
        _ key: String, _ known: Set<LetterField>
    ) -> [LetterWording.Row] {
        (values[key]?.items ?? []).compactMap { item in
            let fields = item.fields(["label", "value", "main", "blank"])
            let label = fields.text("label")
            if fields.flag("blank", otherwise: false) {
                return LetterWording.Row(
                    label: label, value: LetterTemplate(pieces: []), isMain: false, isBlank: true)
            }
            return fields.template("value", known).map {
                LetterWording.Row(
                    label: label, value: $0, isMain: fields.flag("main", otherwise: false),
                    isBlank: false)
            }
        }
    }

    private func templates(_ key: String, _ known: Set<LetterField>) -> [LetterTemplate] {
        (values[key]?.items ?? []).compactMap { $0.template(known) }
    }

    fileprivate func template(_ key: String, _ known: Set<LetterField>) -> LetterTemplate? {
        required(key).flatMap { $0.template(known) }
    }
}

extension NodeAt {
    /// A part of a slip.
    fileprivate func slipPart(_ kind: LetterKind) -> SlipWording.Part? {
        let fields = fields(["title", "sentence", "rows", "sender", "stamp", "code-place"])
        guard let sentence = fields.template("sentence", kind.offered) else { return nil }
        return SlipWording.Part(
            title: fields.text("title"), sentence: sentence,
            rows: fields.letterRows("rows", kind.offered),
            hasSender: fields.flag("sender", otherwise: false),
            stamp: fields.optionalText("stamp") ?? "",
            codePlace: fields.optionalText("code-place") ?? "")
    }

    /// A sentence whose places are all known to its letter.
    fileprivate func template(_ known: Set<LetterField>) -> LetterTemplate? {
        guard let text, !text.isEmpty else {
            report(.wrongForm, "文字で書いてください")
            return nil
        }
        switch LetterTemplate.reading(text) {
        case .failure(let unknown):
            report(.unknownKey, "知らない値です: {\(unknown.name)}。\(advice(known))")
            return nil
        case .success(let template):
            let strange = template.fields.subtracting(known)
            guard strange.isEmpty else {
                let names = strange.map { "{\($0.rawValue)}" }.sorted().joined()
                report(.unknownKey, "この通知では使えない値です: \(names)。\(advice(known))")
                return nil
            }
            return template
        }
    }

    private func advice(_ known: Set<LetterField>) -> String {
        "使える値: " + known.map { "{\($0.rawValue)}" }.sorted().joined(separator: " ")
    }
}
