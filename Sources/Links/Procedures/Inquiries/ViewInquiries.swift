// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// Which inquiries a list shows.
public enum InquiryFilter: Hashable, Sendable {
    /// Somebody still has to act or to wait.
    case open
    /// The answer is late.
    case overdue
    case newest
    /// About a person or in the case of a child.
    case about(AddresseeNumber)
}

/// 情報照会の一覧.
public enum ListInquiries {
    public static let operation = OperationCode.viewInquiries

    /// How many there are, whatever the limit.
    public static func count(_ filter: InquiryFilter, in scope: Scope) throws -> Int {
        let counts = try InquiryBook.counts(on: scope.today, from: scope.db)
        switch filter {
        case .open: return counts.open
        case .overdue: return counts.overdue
        case .newest: return counts.all
        case .about(let person):
            return try InquiryBook.files(about: person, from: scope.db).count
        }
    }

    public static func perform(
        _ filter: InquiryFilter = .open, limit: Int = 500, skipping: Int = 0, in scope: Scope
    ) throws -> [InquiryFile] {
        let files =
            switch filter {
            case .open: try InquiryBook.open(limit: limit, skipping: skipping, from: scope.db)
            case .overdue:
                try InquiryBook.overdue(
                    on: scope.today, limit: limit, skipping: skipping, from: scope.db)
            case .newest: try InquiryBook.newest(limit: limit, skipping: skipping, from: scope.db)
            case .about(let person): try InquiryBook.files(about: person, from: scope.db)
            }
        scope.saw(files.flatMap { [$0.subject, $0.child] })
        scope.counted(files.count)
        return files
    }
}

/// One inquiry with its course and its result.
public enum ViewInquiry {
    public static let operation = OperationCode.viewInquiries

    /// - Throws: `InquiryRequestRefusal.unknownInquiry`.
    public static func perform(_ number: String, in scope: Scope) throws -> InquiryDetail {
        guard let file = try InquiryBook.file(number: number, from: scope.db) else {
            throw InquiryRequestRefusal.unknownInquiry
        }
        scope.saw([file.subject, file.child])
        return InquiryDetail(
            file: file, course: try InquiryBook.course(of: file.id, from: scope.db),
            result: try InquiryBook.result(of: file.id, from: scope.db))
    }
}

/// What an officer may choose from when asking about the persons of a child's case.
public enum PrepareInquiry {
    public static let operation = OperationCode.viewInquiries

    /// The choices of a form.
    public struct Form: Hashable, Sendable {
        public let openCase: InquiryCase
        /// Procedures of the purpose of the moment; empty where the case is not open for it.
        public let procedures: [InquiryChoices.Procedure]
        public let catalogue: String
        public let isCatalogueConfirmed: Bool
        /// Consents that stand today in the case of the child, by person and matter.
        public let consents: [Consent]
    }

    public static func perform(
        child: AddresseeNumber, through gateway: any InquiryGateway, in scope: Scope
    ) throws -> Form {
        let known = try CaseReading.openCase(of: child, on: scope.today, from: scope.db)
        scope.saw(known.persons)
        let choices = gateway.choices
        let isOpen = known.purposes.contains(scope.purpose)
        return Form(
            openCase: known,
            procedures: isOpen
                ? choices.procedures.filter { $0.purpose == scope.purpose } : [],
            catalogue: choices.version, isCatalogueConfirmed: choices.isConfirmed,
            consents: try ConsentBook.history(ofChild: child, from: scope.db)
                .filter { $0.holds(on: scope.today) })
    }
}
