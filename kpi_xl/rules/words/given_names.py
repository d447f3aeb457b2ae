"""Given names common in Britain, by which a name of a person is told from the name of a team or a place.

Names that are first of all other words (May, Mark, Will, Hope, Grant) are left out: those are only known as names by
a title, as are all the names that are not here.
"""


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


GIVEN_NAMES = word_set(
    """
    aaron abdul abigail adam adrian ahmed aisha alan alastair alexander alexandra ali alice alison amanda amina
    amit amy andrea andrew angela anil anita anjali ann anna anne annette anthony antony arjun asha ashley
    ayesha barbara barry beatrice ben benjamin bernadette beth bethany brenda brian bridget bruce bryan callum
    cameron carl carla caroline catherine cathy charles cheryl chloe chris christine christopher ciara claire
    clare clive colin connor craig damian daniel daniela danielle darren david dawid deborah debbie deepak
    denise dennis derek diane dmitri dominic donna dorothy doug douglas duncan eileen elaine eleanor elena
    elizabeth ella ellen emily emma eric erin eve ewan fatima fiona frances francesca gail gareth gary gavin
    gemma geoff geoffrey george geraldine gillian glenn gloria gordon graham greg gregory gurpreet gwen hannah
    harpreet hassan hazel heidi helen helena henry hilary howard hugh hussain ian ibrahim imran irene isabel
    isabella isla jack jackie jacqueline jake james jamie jan jane janet janice jasmine jason jasper jean
    jeanette jeff jeffrey jen jennifer jenny jeremy jess jessica jill jim jo joan joanna joanne joe john jon
    jonathan joseph josephine josh joshua joyce juan judith judy julia julian julie justin karen karl kate
    katherine kathleen kathryn kathy katie kayleigh keith kelly ken kenneth kerry kevin khadija kim kirsty
    krzysztof kumar laura lauren leanne lee leila lesley leslie liam linda lindsay lisa liz lorraine louise lucy
    luke lydia lynn lynne maciej maggie malcolm manjit marcus margaret maria marian marie marion marjorie martin
    martina mary matthew maureen megan melanie melissa michael michelle miguel mike mohamed mohammad mohammed
    monica moira muhammad nadia nancy naomi natalie natasha neil nicholas nick nicola nicole nigel nikhil nina
    nisha nora olivia oliver omar owen pam pamela patricia patrick paul paula pauline peter phil philip philippa
    phoebe piotr priya rachel raj rajesh ravi rebecca reece rhys richard rita robert robin rod roger ronald rory
    rosemary roy rupert russell ruth ryan sally sam samantha samuel sandra sanjay sara sarah satnam scott sean
    sharon shaun sheila shirley simon siobhan sonia sophia sophie stephanie stephen steve steven stuart sunita
    susan suzanne tania tanya tara tariq teresa thelma theresa thomas tim timothy tina tom tomasz tony tracey
    tracy trevor usman valerie vanessa vera veronica vicky vijay vincent vivien wayne wendy yasmin yusuf yvonne
    zahra zainab zara zoe
    """
)
