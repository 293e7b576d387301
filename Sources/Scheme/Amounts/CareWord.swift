// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What was done, in the words of a book (診療種別): co-payments differ by it.
public enum CareWord: String, Sendable, CaseIterable {
    /// 医科, DPC included.
    case medical
    case dental
    case pharmacy
    case visitingNursing = "visiting-nursing"
    /// 柔道整復・あんま・はり・きゅう.
    case careExpense = "care-expense"
    /// 治療用装具.
    case appliance
    case other

    /// Of a claim in kind.
    public init(_ kind: ClaimDataKind) {
        self =
            switch kind {
            case .medical, .diagnosisProcedure: .medical
            case .dental: .dental
            case .pharmacy: .pharmacy
            case .visitingNursing: .visitingNursing
            case .medicalCareExpense: .careExpense
            case .other: .other
            }
    }

    /// Of a reimbursement.
    public init(_ kind: CareKind) {
        self =
            switch kind {
            case .medical, .mealsOnly: .medical
            case .dental: .dental
            case .pharmacy: .pharmacy
            case .visitingNursing: .visitingNursing
            case .judoTherapy, .massage, .acupuncture: .careExpense
            case .orthosis: .appliance
            case .other: .other
            }
    }

    var wording: String {
        switch self {
        case .medical: PhraseName.medical.plain
        case .dental: PhraseName.dental.plain
        case .pharmacy: PhraseName.pharmacy.plain
        case .visitingNursing: PhraseName.visitingNursing.plain
        case .careExpense: PhraseName.careExpense.plain
        case .appliance: PhraseName.appliance.plain
        case .other: PhraseName.otherCare.plain
        }
    }
}
