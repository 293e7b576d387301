// SPDX-License-Identifier: Apache-2.0
import Foundation
public import Scheme
public import Vocabulary

/// The two calendars of one city, from the national holidays that stand beside the books.
public struct OpenDays: Sendable {
    /// The national holidays, within the folder of the books.
    public static let holidayFile = "national/holidays.csv"

    /// 開庁日.
    public let office: OfficeCalendar
    /// 銀行営業日.
    public let bank: BankCalendar

    public init(holidays: Holidays, furtherClosed: [CivilDate: String] = [:]) {
        office = OfficeCalendar(holidays: holidays, furtherClosed: furtherClosed)
        bank = BankCalendar(holidays: holidays)
    }

    /// Reads the holidays of a folder of books.
    /// - Throws: `CalendarRefusal`, a file error.
    init(schemes folder: String, furtherClosed: [CivilDate: String]) throws {
        let file = URL(fileURLWithPath: folder).appendingPathComponent(Self.holidayFile)
        self.init(
            holidays: try Holidays(csv: String(contentsOf: file, encoding: .utf8)),
            furtherClosed: furtherClosed)
    }

    /// The open days as the law asks for them; outside the years of the table, where no holiday
    /// is known, only weekends and the turn of the year are closed.
    public var forLaw: OfficeDays {
        let office = office
        return OfficeDays { day in (try? office.isOpen(day)) ?? OfficeDays.weekdays.isOpen(day) }
    }
}
