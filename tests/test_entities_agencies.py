"""Agencies: marked sentences, exact both ways."""

import pytest
from entity_markup import check, parse_case

from fazhi_ie.facts.known import Known

HOME = Known(region="镇坪县", year=2021)
AGENCY = frozenset({"AGENCY"})

FOUND = """
由<AGENCY name=镇坪县司法局>县司法局</AGENCY>牵头,<AGENCY>县公安局</AGENCY>、<AGENCY>县住建局</AGENCY>参加。
<AGENCY name=中共镇坪县委员会>县委</AGENCY>、<AGENCY name=镇坪县人民政府>县政府</AGENCY>高度重视。
<AGENCY name=中共镇坪县委员会>县委</AGENCY>、<AGENCY name=镇坪县人民政府>政府</AGENCY>主要领导带头。
<AGENCY name=镇坪县委常委会>县委常委会</AGENCY>3次研究,<AGENCY>县政府</AGENCY>常务会议5次听取汇报。
<AGENCY>市委全面依法治市委员会办公室</AGENCY>转来线索12条。
<AGENCY name=镇坪县委依法治县办>县委依法治县办</AGENCY>组织召开<AGENCY>县委全面依法治县委员会</AGENCY>会议。
<AGENCY name=安康市委依法治市委员会执法协调小组>市委依法治市委员会执法协调小组</AGENCY>通报案例。
<AGENCY name=安康市发展和改革委员会>市发改委</AGENCY>、<AGENCY name=安康市财政局>财政局</AGENCY>、<AGENCY name=安康市人力资源和社会保障局>人社局</AGENCY>联合发文。
<AGENCY>县人大常委会</AGENCY>、<AGENCY>县政协</AGENCY>、<AGENCY>县法院</AGENCY>、<AGENCY>县检察院</AGENCY>、<AGENCY>县纪委监委</AGENCY>参加。
<AGENCY>县公安局交警大队</AGENCY>和<AGENCY>县应急管理局执法大队</AGENCY>出动300人次。
成立由县长任组长的<AGENCY name=镇坪县法治政府建设工作领导小组>法治政府建设工作领导小组</AGENCY>,<AGENCY name=镇坪县法治政府建设工作领导小组办公室>领导小组办公室</AGENCY>设在<AGENCY>县司法局</AGENCY>。
<AGENCY>曾家镇党委</AGENCY>、<AGENCY name=上竹镇人民政府>上竹镇政府</AGENCY>签订责任书。
<AGENCY>县妇联</AGENCY>、<AGENCY name=共青团镇坪县委>团县委</AGENCY>、<AGENCY>县总工会</AGENCY>、<AGENCY>县残联</AGENCY>开展活动。
<AGENCY>安康市中级人民法院</AGENCY>、<AGENCY>镇坪县人民检察院</AGENCY>、<AGENCY>最高人民法院</AGENCY>发布案例。
<AGENCY name=陕西省司法厅>省司法厅</AGENCY>、<AGENCY name=陕西省发展和改革委员会>省发展改革委</AGENCY>、<AGENCY>省政府办公厅</AGENCY>来函。
<AGENCY>市政府办公室</AGENCY>、<AGENCY>市委编办</AGENCY>、<AGENCY>市委网信办</AGENCY>、<AGENCY>市委宣传部</AGENCY>、<AGENCY>市委政法委</AGENCY>督查。
<AGENCY>县人民政府行政复议委员会</AGENCY>审理33件,<AGENCY>县劳动人事争议仲裁委员会</AGENCY>受理45件。
<AGENCY>市生态环境局镇坪分局</AGENCY>、<AGENCY>国家税务总局镇坪县税务局</AGENCY>、<AGENCY>县气象局</AGENCY>公布清单。
<AGENCY name=中共中央>党中央</AGENCY>、<AGENCY>国务院</AGENCY>和<AGENCY name=中共陕西省委员会>省委</AGENCY><AGENCY name=陕西省人民政府>省政府</AGENCY>、<AGENCY>市委</AGENCY><AGENCY>市政府</AGENCY>部署。
<AGENCY name=中共中央办公厅>中办</AGENCY>、<AGENCY name=国务院办公厅>国办</AGENCY>文件;<AGENCY>国务院办公厅</AGENCY>来电。
<AGENCY name=国家发展和改革委员会>国家发改委</AGENCY>、<AGENCY>司法部</AGENCY>、<AGENCY>水利部</AGENCY>联合调研。
<AGENCY>市公安局禁毒支队</AGENCY>、<AGENCY name=安康市公安局刑侦支队>刑侦支队</AGENCY>破案9起。
<AGENCY>市委第三巡察组</AGENCY>、<AGENCY>省委第五巡视组</AGENCY>、<AGENCY>中央第三生态环境保护督察组</AGENCY>反馈问题。
<AGENCY>县疫情防控指挥部</AGENCY>、<AGENCY>县防汛抗旱指挥部办公室</AGENCY>、<AGENCY>县安委会办公室</AGENCY>发布通告。
<AGENCY>县教育体育和科技局</AGENCY>、<AGENCY>县文化和旅游广电局</AGENCY>、<AGENCY>县经济贸易局</AGENCY>报送材料。
会同<AGENCY>县公安局</AGENCY>、<AGENCY>县市场监督管理局</AGENCY>检查,协调<AGENCY>县财政局</AGENCY>拨款。
对<AGENCY>县住建局</AGENCY>、<AGENCY>县水利局</AGENCY>督察,其中<AGENCY>县住建局</AGENCY>立案3件。
发挥<AGENCY>“放管服”改革协调小组</AGENCY>作用。
设立<AGENCY name=镇坪县行政复议与应诉股>行政复议与应诉股</AGENCY>,配备人员3名。
<AGENCY>市残疾人联合会</AGENCY>、<AGENCY>市工商业联合会</AGENCY>、<AGENCY>市律师协会</AGENCY>、<AGENCY>市仲裁委员会</AGENCY>协办。
原<AGENCY>县法制办</AGENCY>职责划入<AGENCY>县司法局</AGENCY>。
<AGENCY>县委巡察办</AGENCY>移交问题线索8条,<AGENCY>县委机构编制委员会办公室</AGENCY>核定编制。
<AGENCY>曾家镇司法所</AGENCY>调解纠纷12件。
<AGENCY>县创建国家卫生县城指挥部</AGENCY>、<AGENCY>县脱贫攻坚领导小组办公室</AGENCY>通报。
<AGENCY>青溪县人民政府</AGENCY>关于法治政府建设情况的报告,<AGENCY>青溪县司法局</AGENCY>起草。
<AGENCY>高新区管委会</AGENCY>、<AGENCY>旅游度假区管委会</AGENCY>履行属地责任。
<AGENCY>县农业农村局动物卫生监督所</AGENCY>、<AGENCY>县水利局水政监察大队</AGENCY>巡查。
<AGENCY>市司法局</AGENCY>会同<AGENCY>市人大财经委</AGENCY>、<AGENCY name=安康市人大监察司法委>监察司法委</AGENCY>调研。
<AGENCY>中共镇坪县委全面依法治县委员会办公室</AGENCY>印发要点。
<AGENCY name=中共镇坪县委员会>中共镇坪县委</AGENCY>、<AGENCY name=镇坪县人民政府>镇坪县政府</AGENCY>联合督查。
<AGENCY>县交通运输局</AGENCY>与<AGENCY>县自然资源局</AGENCY>及<AGENCY>县林业局</AGENCY>会商。
我<AGENCY>县司法局</AGENCY>报请<AGENCY>市人民政府</AGENCY>批准。
组建<AGENCY>应急管理综合执法大队</AGENCY>,整合执法力量。
<AGENCY>县审计局</AGENCY>对<AGENCY>县民政局</AGENCY>等5个单位开展审计。
<AGENCY>县消防救援大队</AGENCY>、<AGENCY>县森林草原防灭火指挥部</AGENCY>会商研判。
<AGENCY>县根治拖欠农民工工资工作领导小组</AGENCY>通报2起案件。
<AGENCY>县公共资源交易中心</AGENCY>进场交易86宗。
<AGENCY>全国人大常委会</AGENCY>、<AGENCY>最高人民检察院</AGENCY>、<AGENCY>中央依法治国办</AGENCY>调研。
由<AGENCY name=镇坪县府办>县府办</AGENCY>会同<AGENCY>县司法局</AGENCY>、联合<AGENCY>县公安局</AGENCY>核查。
<AGENCY>县委办</AGENCY>、<AGENCY>县政府办</AGENCY>、<AGENCY>县人大办</AGENCY>、<AGENCY>县政协办</AGENCY>印发通知。
建立<AGENCY>县行政复议委员会</AGENCY>,组织<AGENCY>县教育局</AGENCY>、督促<AGENCY>县水利局</AGENCY>整改。
<AGENCY name=驻镇坪县财政局纪检监察组>驻县财政局纪检监察组</AGENCY>、<AGENCY>县纪委监委驻县公安局纪检监察组</AGENCY>、<AGENCY>县纪委监委派驻县教育局纪检监察组</AGENCY>督办。
<AGENCY name=陕西省委依法治省办>省委依法治省办</AGENCY>反馈问题9个。
<AGENCY>县政务服务和数据管理局</AGENCY>、<AGENCY>县数据局</AGENCY>、<AGENCY>县委社会工作部</AGENCY>、<AGENCY>县委金融办</AGENCY>对账销号。
<AGENCY>县机关事务服务中心</AGENCY>、<AGENCY>县机关事务管理局</AGENCY>、<AGENCY>县退役军人服务中心</AGENCY>进驻。
<AGENCY>县公证处</AGENCY>、<AGENCY>县法律援助中心</AGENCY>、<AGENCY name=安康仲裁委员会>安康仲裁委员会</AGENCY>受理案件。
<AGENCY>县政协常委会</AGENCY>协商,<AGENCY>曾家镇人大主席团</AGENCY>视察。
<AGENCY name=最高人民法院>最高法</AGENCY>、<AGENCY name=最高人民检察院>最高检</AGENCY>会签,<AGENCY name=国家市场监督管理总局>市场监管总局</AGENCY>督办。
<AGENCY name=安康市中院>市中院</AGENCY>、<AGENCY>省高院</AGENCY>、<AGENCY>县法院</AGENCY>通报案情。
<AGENCY name=西安铁路运输中级法院>西安铁路运输中级法院</AGENCY>、<AGENCY>最高人民法院第六巡回法庭</AGENCY>开庭。
<AGENCY name=曾家司法所>曾家司法所</AGENCY>、<AGENCY>钟宝派出所</AGENCY>、<AGENCY>上竹镇司法所</AGENCY>值班。
<AGENCY>县直机关工委</AGENCY>、<AGENCY>县人武部</AGENCY>、<AGENCY>县个私协会</AGENCY>报名。
<AGENCY name=镇坪县高新区管委会>高新区管委会</AGENCY>、<AGENCY>经开区市场监管局</AGENCY>、<AGENCY>高新区人民法院</AGENCY>参会。
<AGENCY name=安康高新区管委会>安康高新区管委会</AGENCY>、<AGENCY>西咸新区管委会</AGENCY>结对。
通报表扬<AGENCY>高新区司法局</AGENCY>和<AGENCY name=镇坪县住房和城乡建设局>县住房城乡建设局</AGENCY>。
<AGENCY>街道平安法治办</AGENCY>、<AGENCY>街道综合执法队</AGENCY>巡查。
<AGENCY>区市场监管局</AGENCY>联合<AGENCY>街道平安法治办</AGENCY>检查。
聘任<AGENCY>县人民政府</AGENCY>法律顾问9名,配合<AGENCY>县司法局</AGENCY>工作。
<AGENCY name=安康市民政局>市民政局</AGENCY>、<AGENCY name=安康市民族事务委员会>市民族事务委员会</AGENCY>服务市民,维护市容。
<AGENCY>县公安局曾家派出所</AGENCY>、<AGENCY>县司法局钟宝司法所</AGENCY>、<AGENCY>县供销合作总社</AGENCY>联动。
成立支持<AGENCY>外经贸高质量发展指挥部</AGENCY>。
<AGENCY>区农业农村委</AGENCY>、<AGENCY>区住房城乡建委</AGENCY>、<AGENCY>区教委</AGENCY>推进。
"""
NONE = """
建设规范化司法所,基层司法所、辖区派出所、示范司法所共同发力。
各地公安局、各区县政府、县乡两级政府按新规运行,全省各级国防动员委员会调整。
国务院令第722号公布实施,边远地区司法局人手不足。
国家电网、建设银行镇坪支行、招商局、县农商银行、县供电公司参加。
驻县某公司代表处、县第一中学、县人民医院开展普法。
《人民日报》《法治日报》报道,县直各部门、中小学校、医院、银行、超市张贴海报。
市场处置、好处、到处、县处级干部、所处环境、地处山区。
市县两级政府部门和各乡镇人民政府要切实履行职责。
各镇(街道)司法所、各部门、县直各单位认真落实。
全县各级行政机关、执法部门积极配合。
加大财政投入,优化市场监管,处置局部矛盾,完善部署。
落实责任主体,发挥所有院校作用,在会议室座谈。
有关部门和人民群众参与依法治县工作。
12345热线受理1200件,深化“放管服”改革。
中国移动公司、县人民医院、县高级中学参加。
服务发展大局,建设一支高素质执法队伍和一支队伍。
全市法院、各级人民法院、两级检察院、基层公安机关。
建设法治政府、数字政府、服务型政府。
县市场监管、公安、城管、卫健等部门联合执法。
组织部分人大代表视察,邀请政协委员座谈。
居民委员会、村民委员会、业主委员会依法履职。
人民调解委员会调处纠纷,专家委员会论证。
在全县范围内推广,由镇长负责,区域协作,城市管理,社区矫正。
司法部门、财政部门、公安部门形成合力。
委托第三方评估,城市委托律师办理。
"""


def _cases(table: str) -> list[str]:
    return [line for line in table.split("\n") if line]


@pytest.mark.parametrize("case", _cases(FOUND))
def test_agencies_are_found(case: str) -> None:
    check(case, HOME, AGENCY)


@pytest.mark.parametrize("sentence", _cases(NONE))
def test_no_agency_is_found(sentence: str) -> None:
    check(sentence, HOME, AGENCY)


@pytest.mark.parametrize("marked", ["<AGENCY>县委", "县委</AGENCY>", "<NONE>x</NONE>", "<AGENCY>a</LAW>", "a < b"])
def test_wrong_markup_is_refused(marked: str) -> None:
    with pytest.raises(ValueError, match="in "):
        parse_case(marked)
