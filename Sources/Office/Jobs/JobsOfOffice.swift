// SPDX-License-Identifier: Apache-2.0
import Benefits
import Foundation
public import Jobs
import Payments
public import Scheme
import Vocabulary

extension Installation {
    /// The days that the year of this office is counted with.
    public var yearDays: YearDays {
        let payment = PaymentDays(book: book, bank: days.bank)
        return YearDays(
            office: days.office, bank: days.bank, payment: { try payment.day(of: $0) },
            closing: { try payment.closingDay(of: $0) })
    }

    /// The name of the machine that this process runs on, to tell its runs from those of others.
    public static var machineName: String { ProcessInfo.processInfo.hostName }

    /// Where claim files wait for their job.
    public var claimFolder: ClaimFolder { ClaimFolder(data: settings.dataDirectory) }

    /// The jobs of this office.
    ///
    /// - Parameters:
    ///   - node: the name of the machine; token: a random text that no other process has.
    ///   - press: draws the papers of batches; without one they are not printed here.
    public func jobs(
        node: String, token: String, press: (any BatchPress)? = nil
    ) -> JobEngine {
        let law = benefitLaw
        let payment = PaymentDays(book: book, bank: days.bank)
        var works: [any JobWork] = [
            LogRulesWork(directory: directory, isOpen: days.forLaw.isOpen),
            ReleaseHoldsWork(),
            RejudgeWork(law: self.law, directory: directory, consequences: consequences),
            ProposeReimbursementsWork(law: law),
            ListUnregisteredWork(law: self.law, directory: directory),
            EnlargementWork(law: self.law, directory: directory, terms: intake),
            ScheduleMonthWork(days: payment), ProposeRunWork(days: payment, directory: directory),
            YearEndWork(law: self.law),
            ImportClaimsWork(law: law, layouts: layouts, folder: claimFolder),
            PurgeWork { [self] in try purgeRun(of: $0, for: $1) },
        ]
        if book.incomeRule != nil { works.append(IncomeRenewalWork(law: self.law)) }
        if let press { works += printing(press) }
        return JobEngine(
            gate: casework, year: year, works: works, node: node, token: token)
    }

    /// The two works that print batches.
    private func printing(_ press: any BatchPress) -> [any JobWork] {
        [
            PrintLettersWork(
                folder: prints, press: press, source: { [self] in letterSource($0, on: $1) },
                terms: { [self] in letterTerms(datedOn: $0) }),
            PrintCertificatesWork(
                law: law, directory: directory, freshness: freshness, folder: prints,
                press: press),
        ]
    }
}

extension OfficeYear {
    /// The year of a city: the tables of the program; the month of its book, in which the year of
    /// assessment begins (a city that asks nothing of tax has no day for it); its own rows.
    /// - Throws: `JobRefusal.yearLine`, `.cityYearLine`, `.cityYearUnknown`.
    public static func of(_ book: SchemeBook, schemes folder: String) throws -> OfficeYear {
        let year = try OfficeYear.standard()
        let lawful =
            book.incomeYearBegins.map {
                year.moving(IncomeRenewalWork.job, to: .yearly(month: $0, day: 1))
            } ?? year.without(IncomeRenewalWork.job)
        return try lawful.with(CityYear(schemes: URL(fileURLWithPath: folder), folder: book.id))
    }
}
