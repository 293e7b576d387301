// SPDX-License-Identifier: Apache-2.0
import Press
import Safeguards
import Scheme
import Vocabulary

/// Puts orders into words, with address and number; writes nothing.
///
/// (Part of `OperationCode.printLetters`, `.previewLetter`, `.reprintLetter`.)
struct LetterWriting {
    let letters: LetterWordings
    let forms: [LetterKind: FormLayout]
    let addressing: Addressing
    let datedOn: CivilDate

    /// Which document number a letter gets.
    enum Numbering {
        /// The next serial; taken only by a letter that has a number.
        case next(Int)
        /// That of the first print.
        case same(String)
        /// None is taken for a preview.
        case preview
    }

    /// A letter, or why there is none.
    ///
    /// - Parameter envelope: the number of its envelope.
    func ready(
        _ order: LetterOrder, envelope: EnvelopeID, _ numbering: Numbering
    ) -> Result<ReadyLetter, LeftOut> {
        guard let paper = Paper(order.kind) else {
            return .failure(LeftOut(reason: "受給者あての通知ではありません"))
        }
        // A letter about nobody else is about its recipient.
        let about = order.children.isEmpty ? [order.recipient] : order.children
        for child in order.children where addressing.person(child) == nil {
            return .failure(LeftOut(reason: "児童が宛名にありません"))
        }
        let hides = addressing.hidesPlaces(of: order.recipient, about: about)
        let open = hides ? order.withoutPlaces() : order
        let order: LetterOrder
        let (found, instruction, words): (LetterWordings.Found, Words?, LetterWords)
        do throws(LetterRefusal) {
            found = try letters.wording(open.kind, on: datedOn)
            order = open.said(by: found.wording)
            instruction =
                found.wording.isAppealable
                ? try letters.instruction(for: open.kind, on: datedOn) : nil
            words = try found.wording.filled(order.values, parts: order.parts) {
                addressing.person($0)?.name
            }
        } catch {
            return .failure(LeftOut(reason: error.message))
        }
        let enclosed: EnclosedForm?
        switch self.enclosed(with: order, hides: hides) {
        case .success(let form): enclosed = form
        case .failure(let out): return .failure(out)
        }
        let number = number(numbering, of: found.wording)
        // Last: an address that was asked for begins a hold or ends one.
        let names = { addressing.person($0)?.name }
        let form = forms[order.kind]?.filled(order.values, names: names)
        return addressing.address(
            of: order.recipient, about: about,
            on: LetterSubject(paper, order.reference), letter: envelope.text
        ).map { address in
            ReadyLetter(
                envelope: envelope, order: order, documentNumber: number, datedOn: datedOn,
                words: words, wording: found.wording, form: form, enclosed: enclosed,
                instruction: instruction, address: address)
        }
    }

    /// The application form that lies in the envelope: for the child of the letter, in the
    /// name of its recipient. What the register does not know of somebody who never applied
    /// (insurance, account) is left to be written.
    ///
    /// - Returns: why there is none although one is promised; `nil` where none is.
    private func enclosed(
        with order: LetterOrder, hides: Bool
    ) -> Result<EnclosedForm?, LeftOut> {
        guard let kind = letters.enclosed(with: order.kind, on: datedOn) else {
            return .success(nil)
        }
        guard let child = order.children.first, let person = addressing.person(child) else {
            return .failure(LeftOut(reason: "児童が宛名にありません"))
        }
        guard let layout = forms[kind] else {
            return .failure(
                LeftOut(reason: "同封する「\(kind.wording)」の様式がありません。Layouts を確かめてください"))
        }
        var values = LetterValues(application: person, by: order.recipient)
        // What a form says of one treatment is what its letter says.
        for field in [LetterField.recipientNumber, .treatmentMonth, .insurer] {
            // What the letter must not say is left for the family to write.
            guard let value = order.values[field], !hides || LetterOrder.places[field] == nil
            else { continue }
            values[field] = value
        }
        let names = { addressing.person($0)?.name }
        do throws(LetterRefusal) {
            let words = try letters.wording(kind, on: datedOn).wording.filled(values, names: names)
            return .success(
                EnclosedForm(
                    title: words.title, paragraphs: words.paragraphs,
                    facts: words.blocks.map(FactTable.init),
                    form: layout.filled(values, names: names), notes: words.notes))
        } catch {
            return .failure(LeftOut(reason: error.message))
        }
    }

    private func number(_ numbering: Numbering, of wording: LetterWording) -> String {
        switch numbering {
        case .same(let number): number
        case .next(let serial) where wording.isNumbered:
            letters.documentNumber(serial, in: FiscalYear(of: datedOn), on: datedOn)
        case .preview where wording.isNumbered: "（番号は発行の時）"
        case .next, .preview: ""
        }
    }

    typealias Words = (words: InstructionWording, isSample: Bool)
}
