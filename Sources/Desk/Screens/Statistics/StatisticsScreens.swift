// SPDX-License-Identifier: Apache-2.0

/// 1510: totals as table and picture; no name and no number of a person.
enum StatisticsScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.statistics, to: StatisticsScreen.show)
        book.bind(.statisticsFile, to: StatisticsScreen.produce)
    }
}
