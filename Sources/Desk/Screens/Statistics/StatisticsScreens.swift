// SPDX-License-Identifier: Apache-2.0

/// 1510: totals as table and picture, and the lists behind each number.
enum StatisticsScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.statistics, to: StatisticsScreen.show)
        book.bind(.statisticsFile, to: StatisticsScreen.produce, again: StatisticsScreen.again)
        book.bind(.statisticsPaper, to: StatisticsScreen.print)
        book.bind(.statisticsList, to: StatisticsListScreen.show)
        book.bind(.officeLists, to: OfficeListScreen.show)
        book.bind(.subsidy, to: SubsidyScreen.show)
        book.bind(.subsidyList, to: SubsidyListScreen.show)
        book.bind(.subsidyClaim, to: SubsidyListScreen.claim)
    }
}
