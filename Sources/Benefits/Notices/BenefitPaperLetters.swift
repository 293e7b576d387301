// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
import Scheme
import Vocabulary

/// 不足書類のお知らせ（償還） and 口座の確認のお願い: each time a reimbursement is put on hold for papers, its
/// applicant is told which and until when; putting it on hold again is the reminder.
public struct BenefitPaperLetters: LetterSource {
    public let title = Paper.benefitPapers.wording
    public let paper = Paper.benefitPapers

    public init() {}

    public func waiting(in scope: Scope) throws -> [Int64] {
        try PaperRequestBook.unwritten(from: scope.db)
    }

    public func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
        let askings = try PaperRequestBook.askings(references, from: scope.db)
        let files = try ReimbursementBook.cases(
            Set(askings.values.map(\.reimbursement)).sorted(), from: scope.db)
        return references.compactMap { id in
            guard let asking = askings[id], let file = files[asking.reimbursement] else {
                return nil
            }
            return LetterOrder(id, asking, of: file)
        }
    }
}

extension LetterOrder {
    /// What a letter about missing papers says.
    fileprivate init(_ id: Int64, _ asking: PaperRequestBook.Asking, of file: ReimbursementCase) {
        let input = file.input
        var values = LetterValues()
        values[.child] = .person(input.child)
        values[.guardian] = .person(input.applicant)
        values[.receipt] = .text(file.receipt)
        values[.treatmentMonth] = .month(input.treatmentMonth)
        values[.institution] = .text(input.institutionName)
        values[.setting] = .code(input.setting)
        values[.missing] = .text(asking.asked.missing)
        values[.reason] = .code(
            .paperReason, asking.hold.rawValue, plain: asking.hold.letterWording)
        values[.dueOn] = .date(asking.asked.dueOn)
        self.init(
            asking.hold == .account ? .accountRequest : .benefitPapers, reference: id,
            recipient: input.applicant, children: [input.child], values: values)
    }
}
